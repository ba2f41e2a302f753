// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0

/** The English words that grammar turns on, included by words.c only. */
#ifndef KG_LOADERS_WORDS_EN_H
#define KG_LOADERS_WORDS_EN_H

static const struct {
  uint32_t pos, is;
  const char *words;
} CLOSED[] = {
    {KG__DETERMINER, KG__WORD_DEFINITE, "the this that these those"},
    {KG__DETERMINER, 0,
     "a an each every some any several many few most all another such various certain much more less"},
    {KG__DETERMINER | KG__NEGATION, KG__WORD_NEGATES, "no"},
    {KG__DETERMINER | KG__PRONOUN, 0, "both either"},
    {KG__DETERMINER | KG__PRONOUN, KG__WORD_NEGATES, "neither"},
    {KG__POSSESSIVE, 0, "its their his her our my your whose"},
    {KG__PRONOUN, 0,
     "it they he she we i you them him us themselves itself himself herself one none others everyone nobody"},
    {KG__RELATIVE, 0, "which who whom where when what why how"},
    {KG__PREPOSITION, 0,
     "of in on at by for from with without into onto through across against among between under over within "
     "beyond about above below behind beside near off toward towards via despite during amid alongside "
     "throughout "
     "upon per around aboard ashore including excluding regarding concerning unlike versus worth"},
    {KG__PREPOSITION | KG__SUBORDINATOR, 0, "since until after before as than"},
    {KG__PREPOSITION, KG__WORD_LISTS, "including like"},
    {KG__SUBORDINATOR, 0, "because although though while whereas if unless whether lest"},
    {KG__SUBORDINATOR, KG__WORD_POSSIBLE, "if whether unless"},
    {KG__COORDINATOR, 0, "and or but nor plus yet"},
    {KG__COORDINATOR, KG__WORD_NEGATES, "nor"},
    {KG__TO, 0, "to"},
    {KG__MODAL, 0, "can ca"},
    {KG__MODAL, KG__WORD_PREDICTS, "wo sha"},
    {KG__MODAL, KG__WORD_POSSIBLE, "could may might"},
    {KG__MODAL, KG__WORD_PROPOSES, "should must ought"},
    {KG__MODAL, KG__WORD_PREDICTS, "will would shall"},
    {KG__BE, 0, "be am is are was were been being 's 're 'm"},
    {KG__HAVE, 0, "have has had having 've"},
    {KG__DO, 0, "do does did doing done"},
    {KG__NEGATION, KG__WORD_NEGATES, "not n't never cannot"},
    {KG__ADVERB, KG__WORD_WEAKENER, "hardly scarcely barely"},
    {KG__ADJECTIVE, KG__WORD_WEAKENER, "unlikely improbable doubtful"},
    {KG__ADVERB | KG__ADJECTIVE, 0, "likely"},
    {KG__ADVERB, KG__WORD_POSSIBLE, "perhaps possibly maybe conceivably"},
    {KG__ADVERB, 0,
     "also already still now then there here just only even again ever always often soon later earlier ago "
     "today yesterday "
     "tomorrow too very so far well further together apart away back forward instead rather meanwhile "
     "however therefore thus "
     "moreover nevertheless nonetheless once twice almost quite yet home abroad up down out especially "
     "particularly "
     "increasingly according long closely jointly annually regularly currently recently previously formerly "
     "more most less least indeed "
     "finally firstly secondly hence otherwise merely simply about at-least"},
    {KG__ADJECTIVE, KG__WORD_DEGREE,
     "new other own first second third next last main key major big great large small important close closer "
     "closest good better best different same common joint recent current future past early late possible "
     "likely high low "
     "certain full whole entire further additional similar various many such deeper stronger greater more "
     "most old young "
     "growing increasing increased long short real clear strong weak serious significant larger bigger "
     "so-called historic controversial unprecedented landmark sweeping"},
    {KG__ADJECTIVE, 0,
     "military nuclear naval bilateral trilateral multilateral strategic regional national international "
     "foreign domestic "
     "economic political maritime coastal industrial technological advanced emerging conventional ballistic "
     "hypersonic "
     "anti-submarine undersea aerial amphibious armoured armored combined annual biennial regular "
     "large-scale "
     "diplomatic defensive offensive operational tactical federal parliamentary presidential western eastern "
     "northern southern "
     "central global local public private civil civilian human illegal legal mutual peaceful hostile "
     "aggressive assertive "
     "dangerous vulnerable critical digital quantum secure cooperative collective multinational senior "
     "deputy acting outgoing "
     "islamist islamic jihadist salafist shiite sunni shia muslim christian jewish hindu buddhist maoist "
     "marxist "
     "communist socialist nationalist separatist arab kurdish tuareg pashtun "
     "incoming inaugural permanent temporary rotational unprecedented unmanned autonomous chemical "
     "biological"},
    {KG__NOUN, 0,
     "latter former north south east west northern southern day land joint maritime sea air energy power "
     "cooperative christmas statement"},
    {KG__NUMBER, 0,
     "zero one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million "
     "billion"},
    {KG__PROPER, KG__WORD_MONTH,
     "january february march april may june july august september october november december"},
    {KG__PROPER, KG__WORD_WEEKDAY, "monday tuesday wednesday thursday friday saturday sunday"},
    {KG__NOUN, KG__WORD_RANK,
     "mr mrs ms dr prof sir lord lady maj lt col capt cpl sgt gen adm sen rep gov brig cmdr"},
    {KG__NOUN, KG__WORD_SPOKES,
     "government governments administration administrations authorities leader leaders official officials "
     "people "
     "side capital capitals regime minister ministers president policymakers citizens voters chief chiefs "
     "leadership delegation representatives diplomats taxpayers"},
    {KG__GENITIVE, 0, "'"},
};

// Verbs whose forms the rules get wrong: base, past, participle.
static const char *const IRREGULAR[] = {
    "arise arose arisen",
    "become became become",
    "begin began begun",
    "bind bound bound",
    "bring brought brought",
    "break broke broken",
    "build built built",
    "buy bought bought",
    "catch caught caught",
    "choose chose chosen",
    "come came come",
    "cut cut cut",
    "deal dealt dealt",
    "draw drew drawn",
    "drive drove driven",
    "fall fell fallen",
    "feel felt felt",
    "fight fought fought",
    "find found found",
    "fly flew flown",
    "forbid forbade forbidden",
    "forget forgot forgotten",
    "get got gotten",
    "give gave given",
    "go went gone",
    "grow grew grown",
    "hear heard heard",
    "hit hit hit",
    "hold held held",
    "keep kept kept",
    "know knew known",
    "lay laid laid",
    "lead led led",
    "leave left left",
    "lend lent lent",
    "let let let",
    "lie lay lain",
    "lose lost lost",
    "make made made",
    "mean meant meant",
    "meet met met",
    "overthrow overthrew overthrown",
    "pay paid paid",
    "put put put",
    "read read read",
    "ride rode ridden",
    "rise rose risen",
    "run ran run",
    "say said said",
    "see saw seen",
    "seek sought sought",
    "sell sold sold",
    "send sent sent",
    "set set set",
    "shake shook shaken",
    "shoot shot shot",
    "show showed shown",
    "shut shut shut",
    "sink sank sunk",
    "sit sat sat",
    "speak spoke spoken",
    "spend spent spent",
    "stand stood stood",
    "steal stole stolen",
    "strike struck struck",
    "sweep swept swept",
    "take took taken",
    "teach taught taught",
    "tell told told",
    "think thought thought",
    "throw threw thrown",
    "understand understood understood",
    "undertake undertook undertaken",
    "uphold upheld upheld",
    "wear wore worn",
    "weave wove woven",
    "win won won",
    "withdraw withdrew withdrawn",
    "withhold withheld withheld",
    "write wrote written",
    "withstand withstood withstood",
    "overcome overcame overcome",
    "rebuild rebuilt rebuilt",
    "shed shed shed",
    "spread spread spread",
    "hang hung hung",
    "swear swore sworn",
    "foresee foresaw foreseen",
    "bear bore borne",
    "beat beat beaten",
    "browbeat browbeat browbeaten",
    "cling clung clung",
    "dig dug dug",
    "dwell dwelt dwelt",
    "forgo forwent forgone",
    "forsake forsook forsaken",
    "freeze froze frozen",
    "overfly overflew overflown",
    "overrun overran overrun",
    "oversee oversaw overseen",
    "overtake overtook overtaken",
    "beset beset beset",
    "bid bid bid",
    "bleed bled bled",
    "breed bred bred",
    "cast cast cast",
    "cost cost cost",
    "feed fed fed",
    "flee fled fled",
    "forgive forgave forgiven",
    "hide hid hidden",
    "hurt hurt hurt",
    "mislead misled misled",
    "offset offset offset",
    "quit quit quit",
    "rid rid rid",
    "shrink shrank shrunk",
    "slide slid slid",
    "sling slung slung",
    "split split split",
    "stick stuck stuck",
    "strive strove striven",
    "swing swung swung",
    "tear tore torn",
    "undergo underwent undergone",
    "underwrite underwrote underwritten",
    "upset upset upset",
    "wake woke woken",
    "wind wound wound",
    "wring wrung wrung",
};

static const struct {
  uint32_t is;
  const char *verbs;
} VERBS[] = {
    {KG__WORD_SAYING,
     "say state tell warn claim argue note add declare announce report explain insist "
     "maintain believe think suggest assert "
     "describe estimate acknowledge admit conclude stress emphasise emphasize reiterate "
     "write observe comment remark allege confirm contend caution assess indicate hint testify disclose "
     "reveal recall reply assure complain boast predict find concede lament affirm reaffirm reckon proclaim "
     "inform repeat underline underscore posit surmise opine"},
    {KG__WORD_CONTROLS,
     "ask invite urge allow enable force order authorise authorize encourage persuade "
     "require help permit press push want "
     "expect let prevent provide watch see hear make instruct direct task convince compel advise "
     "implore beg oblige empower train"},
    {KG__WORD_LIGHT,
     "take hold have make conduct sign launch stage undertake give carry pursue maintain "
     "enjoy share develop establish "
     "begin start continue provide form announce conclude host plan play impose offer extend express voice "
     "prepare wage mount forge grant approve authorise authorize order "
     "accelerate boost broaden deepen deliver double escalate expand "
     "increase intensify ramp reaffirm renew restore resume send ship step strengthen supply tighten widen "
     "pledge promise threaten "
     "advocate consider contemplate demand desire favor favour mull propose pursue seek urge want weigh "
     "block cancel cut end forgo freeze halt oppose refuse reject resist scrap stop suspend terminate "
     "veto withhold"},
    {0, "accept accuse achieve acquire act adapt applaud commend congratulate denounce deplore hail praise "
        "punish reward salute thank "
        "adopt advance affect agree aim alienate align appear apply "
        "appoint approach approve arm "
        "arrest arrive assess attack attend avoid back base become bind blame block board bolster boost buy "
        "call cancel capture "
        "change choose close combat come commit compel compensate complete conceal condemn confirm confront "
        "consider consist constitute "
        "constrain consult contain contest continue contribute control cooperate coordinate cover create "
        "criticise criticize cross cut damage "
        "deal decide deepen defend define delay deliver demand deny depend deploy describe design detain "
        "deter determine develop "
        "differ direct discuss dismiss dispatch dissolve double draft draw drive drop dwarf elect elevate "
        "embark emerge employ encompass "
        "end endorse enforce engage enhance enjoy ensure enter equip escalate escort evolve exceed exclude "
        "exercise exist expand expel "
        "exploit export express extend face fail fall feature fight finance find finish fire fly focus "
        "follow force form foster fund gather "
        "get give go govern grow guard guide harm head hedge help hide hope host identify ignore illustrate "
        "impact impose impress improve "
        "include incorporate increase indicate inform inherit insert inspect install intend intensify "
        "intercept introduce invade invest "
        "investigate invite involve isolate join keep kill know lack land last launch lay lead learn leave "
        "leverage lie lift limit link list live "
        "look lose lower maintain make manage manufacture march mark matter mean meet mention migrate "
        "mistake modernise modernize monitor "
        "mount move name need negotiate normalise notify obey obstruct occupy offer open operate oppose "
        "organise organize outline overlook "
        "overthrow own participate pass patrol pay permit place plan play pledge point pose possess practise "
        "practice prefer prepare preserve "
        "press prevent prioritise prioritize proceed produce promise promote propose protect prove provide "
        "publish purchase pursue quarrel "
        "question raise ratify reach react read reaffirm rebuild receive recognise recognize reduce refer "
        "refuse regard regularise reinforce reject rely "
        "remain remove renew replace represent require rescue resist resolve respond rest restore restrict "
        "retain retreat return reveal review "
        "revise rise rotate run sail sanction secure see seek seem seize sell send separate serve set share "
        "shift ship shoot shortlist show sign "
        "signal sit solve spare speak spend split spread stage stand start station stay stop strengthen "
        "strike struggle submit suffer supply "
        "support surrender survive suspect suspend sustain take talk target test threaten tie trade train "
        "transfer transform transit travel "
        "treat trust try turn underline undermine underpin underscore understand undertake unite unveil "
        "update upgrade uphold use value verify veto view "
        "violate visit vote vow wait walk want watch weaken welcome win wish withdraw withhold wonder work "
        "worry write"},
};

static const char *const IRREGULAR_NOUNS[] = {
    "aircraft aircraft",
    "spacecraft spacecraft",
    "man men",
    "woman women",
    "corps corps",
    "series series",
    "headquarters headquarters",
    "crisis crises",
    "country countries",
    "policeman policemen",
    "forces forces",
    "serviceman servicemen",
    "sabre sabres",
    "child children",
    "person people",
    "basis bases",
    "artillery artillery",
    "means means",
    "talks talks",
    "airman airmen",
    "congressman congressmen",
    "troops troops",
};

static const char COMMON_NOUNS[] = "country nation ally partner side state power war peace year month week "
                                   "day time way part region world security "
                                   "defence defense policy strategy relationship cooperation collaboration "
                                   "coordination participation membership member "
                                   "meeting summit talks visit exercise drill operation mission patrol ship "
                                   "vessel warship aircraft submarine missile drone "
                                   "weapon troops soldier sailor force navy army military government "
                                   "minister president leader official parliament agreement treaty "
                                   "pact deal partnership alliance threat risk danger attack invasion "
                                   "conflict crisis border sea strait island coast capability "
                                   "technology industry company investment spending budget programme program "
                                   "plan decision commitment support opposition aid "
                                   "assistance sanctions tariff trade economy market oil gas pipeline cable "
                                   "port base city town neighbourhood presence deployment "
                                   "contribution role interest concern challenge opportunity question issue "
                                   "problem reason result example case view position "
                                   "statement report speech interview article law rule order right freedom "
                                   "value democracy development production "
                                   "friend foe rival neighbour neighbor enemy successor predecessor "
                                   "spokesman spokesperson group party election vote campaign";

#endif
