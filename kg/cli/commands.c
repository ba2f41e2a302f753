// SPDX-FileCopyrightText: 2026 the kg authors
// SPDX-License-Identifier: Apache-2.0
// The subcommands, and the options with which of them take each.  Parsing, help, man page and completion come
// from here.

#include "kg/cli/cli.h"

#define AT(field) offsetof(cli_args, field)
#define READING (CMD_CHECK | CMD_CONVERT | CMD_DIFF | CMD_LOAD)
#define ASKING (CMD_EXPLAIN | CMD_QUERY | CMD_UPDATE)
#define STORE                                                                                             \
  (CMD_BACKUP | CMD_COMPACT | CMD_DESCRIBE | CMD_DUMP | CMD_EXPLAIN | CMD_EXPORT | CMD_LOAD | CMD_QUERY | \
   CMD_REVIEW | CMD_STATS | CMD_UPDATE | CMD_VERIFY)

const cli_command cli_commands[] = {
    {"load", "FILE|FOLDER...", "put RDF files and documents into the store",
     "All of it goes in as one transaction, or none.  A document becomes a named graph of its own; loading "
     "it again "
     "replaces that graph.  Loading a document also puts the ontology and the gazetteer into background "
     "graphs, once.  "
     "NAME.json beside a document tells its title, date, author, source, id and encoding.  PDF is read "
     "through the program pdftotext; a file of JSON lines holds a document in each: text, and what NAME.json "
     "would tell.\n\n"
     "Files ending in .gz or .zst are decompressed.",
     "kg load --store news.kg statement.txt", CMD_LOAD, cmd_load},
    {"extract", "DOCUMENT|FOLDER...", "print what documents say as RDF, without a store",
     "A filter: documents in, N-Quads out, one named graph for each document.  The same document gives the "
     "same bytes.  "
     "--explain tells for each claim which words, entry of the lexicon, patterns for its arguments and ways "
     "through the tree it rests on, and how its confidence adds up.",
     "kg extract --to trig statement.txt", CMD_EXTRACT, cmd_extract},
    {"query", "FILE.rq|-", "answer a SPARQL query",
     "The default graph is the union of all graphs of the store, unless --strict-default, FROM or FROM NAMED "
     "say "
     "otherwise.  With --data or --named the query is answered over these files and no store is used.  The "
     "prefixes of "
     "the ontology are known without being declared.\n\n"
     "SERVICE asks what --allow-remote names: endpoints by the beginning of their IRIs, of http or https.  "
     "An "
     "endpoint of the own machine or of a private network must be named by its address, as in "
     "--allow-remote http://127.0.0.1:3030/; a bare address allows that one behind other names.",
     "kg query --store news.kg -e 'SELECT ?s ?o { ?s sec:participatesIn ?o }'", CMD_QUERY, cmd_query},
    {"explain", "FILE.rq|-", "show how a query is answered",
     "The query is run, and its operators are printed, the last one first: what each works on, how many rows "
     "were expected, how many there were, and the time that it took with all below it.  --print prints the "
     "query itself instead, as it was understood.",
     "kg explain --store news.kg -e 'SELECT ?s ?o { ?s sec:participatesIn ?o }'", CMD_EXPLAIN, cmd_explain},
    {"update", "FILE.ru|-", "change a store by SPARQL Update",
     "All operations of the request are one transaction.  The default graph, also in WHERE, is the unnamed "
     "one, unless --union-default is given.  With --data or --named these files are what is changed, and the "
     "dataset that comes of it is printed as N-Quads.  LOAD reads what --map names from disk, and "
     "what --allow-remote names over HTTP.",
     "kg update --store news.kg -e 'DELETE WHERE { ?s rdfs:seeAlso ?o }'", CMD_UPDATE, cmd_update},
    {"export", "", "write the store as RDF, a graph to look at, or tables",
     "The background graphs are left out unless --background is given.  Several graphs into a format for "
     "triples only come as their union, without duplicates.\n\n"
     "gexf, graphml, dot, svg, cytoscape, csv and html show entities and what relates them, by their labels. "
     " "
     "svg wants Graphviz; html is a page that needs nothing else; csv into a file NAME.csv gives "
     "NAME.nodes.csv "
     "and NAME.edges.csv.  nanopub gives a nanopublication for each claim.  The format is told by the ending "
     "of "
     "-o, too.\n\n"
     "The projection tells what becomes of claims.  claims: they are things of their own; so in RDF unless "
     "said "
     "otherwise.  edges: a claim is an edge with modality, time, confidence, quote and document; so in "
     "graphs "
     "unless said otherwise.  plain: the relations that the store states, without the claims.  rdf12: in "
     "RDF, a "
     "claim reifies a triple term.\n\n"
     "A claim that a filter leaves out takes its plain triple along, unless another claim of the same graph "
     "makes "
     "it.  With --since or --until, what has no time is left out.",
     "kg export --store news.kg --around Australia --hops 2 -o australia.svg", CMD_EXPORT, cmd_export},
    {"convert", "FILE...", "turn RDF from one syntax into another",
     "Formats are told by --from and --to, else by the file's ending, else by its content.  - is standard "
     "input.",
     "kg convert --to ntriples graph.ttl", CMD_CONVERT, cmd_convert},
    {"jsonld", "OP FILE", "run an algorithm of JSON-LD 1.1",
     "OP is toRdf, fromRdf, expand, compact, flatten or frame.  toRdf prints N-Quads, fromRdf takes them.  "
     "Contexts of other documents are taken from where --map says; nothing is fetched.  Those of schema.org, "
     "of RDFa's prefixes and our own come with kg.\n\n"
     "--option takes the names of the specification: processingMode, ordered, compactArrays, "
     "compactToRelative, produceGeneralizedRdf, rdfDirection, useNativeTypes, useRdfType, embed, explicit, "
     "omitDefault, omitGraph, requireAll.",
     "kg jsonld compact --context context.jsonld graph.jsonld", CMD_JSONLD, cmd_jsonld},
    {"diff", "A B", "tell how two RDF files differ, whatever their blank nodes are called",
     "Prints nothing and exits with 0 if both say the same; else prints the quads of A alone behind a -, "
     "those "
     "of B alone behind a +, and exits with 1.  Blank nodes are named by what is said of them.",
     "kg diff before.ttl after.nq", CMD_DIFF, cmd_diff},
    {"check", "FILE...", "check syntax only",
     "Prints the number of triples or quads of each RDF file.  Nothing is fetched or evaluated.",
     "kg check graph.ttl", CMD_CHECK, cmd_check},
    {"learn", "FILE.jsonl", "learn a lexicon from sentences with triples",
     "A line is {text, triples: [{sub, rel, obj}]}, with relations by their names or labels in the ontology. "
     " It tells all that the text states; a line {text, sub, rel, obj} tells one triple and leaves the rest "
     "open.  Writes entries in Turtle, for extract --lexicon: looks of words, and of what lies between them, "
     "with weights that speak for or against a relation.  They can be read, edited and deleted.  Tells how "
     "many triples of sentences that were held out are guessed right.",
     "kg learn --ontology ontology -o learned.ttl sentences.jsonl", CMD_LEARN, cmd_learn},
    {"review", "[FILE.tsv]", "check claims in a table, and keep what was decided",
     "Without a file, writes the claims of the store as a table, one a row.  Put accepted, rejected or "
     "corrected into "
     "its last column, for corrected change the other cells, and give the table back.  Decisions are kept in "
     "the "
     "store and hold when a document is loaded again: rejected claims stay away, corrected ones stay "
     "corrected.  "
     "Emptying the last cell of a row takes a decision back; a rejected claim is then there again after the "
     "next load of its document.\n\n"
     "A time is a year, month or day, or a span such as 2012/2015, 2012/ or /2015.  A claim that is said in "
     "several passages has the first as its quote, the others in the column also; who says it is in the "
     "column source.",
     "kg review --store news.kg -o claims.tsv", CMD_REVIEW, cmd_review},
    {"stats", "", "count what is in the store",
     "Entities by class, claims by modality, triples by graph and property.  With --to or -o the same as "
     "RDF, "
     "in VoID, of the union of all graphs.",
     "kg stats --store news.kg --to turtle", CMD_STATS, cmd_stats},
    {"describe", "TERM", "show what the store says of one thing",
     "TERM is an IRI in angle brackets, a prefixed name, or a label.",
     "kg describe --store news.kg Australia", CMD_DESCRIBE, cmd_describe},
    {"dump", "", "write the whole store as N-Quads, background graphs and all", "",
     "kg dump --store news.kg -o backup.nq", CMD_DUMP, cmd_dump},
    {"backup", "FOLDER", "copy the store while others use it",
     "The copy is a store of its own, in the state of one commit, checked and packed tight; FOLDER must be "
     "missing or empty.  To go back to it, put it in the store's place.",
     "kg backup --store news.kg news-backup.kg", CMD_BACKUP, cmd_backup},
    {"compact", "", "pack the store: sorted runs in place of single changes",
     "Never needed for health: a store packs itself when enough has changed.  Others go on reading and "
     "writing meanwhile.",
     "kg compact --store news.kg", CMD_COMPACT, cmd_compact},
    {"verify", "", "check the store: indexes agree, every id resolves", "", "kg verify --store news.kg",
     CMD_VERIFY, cmd_verify},
    {"help", "[COMMAND]", "say how to use a command", "", "kg help query", CMD_HELP, cmd_help},
    {0},
};

const cli_option cli_options[] = {
    {"store", 's', "PATH", "the store, a folder; else $KG_STORE, else ./graph.kg", CLI_TEXT, AT(store),
     STORE},
    {"execute", 'e', "TEXT", "the text of the query", CLI_TEXT, AT(execute), ASKING},
    {"data", 0, "[IRI=]FILE", "query this file; its triples in the default graph, read with base IRI",
     CLI_LIST, AT(data), ASKING},
    {"named", 0, "[IRI=]FILE", "query this file as the named graph IRI", CLI_LIST, AT(named), ASKING},
    {"results", 'r', "FORMAT", "of rows: table, json, xml, csv, tsv, md; table on a terminal, else tsv",
     CLI_TEXT, AT(results), CMD_QUERY},
    {"bind", 'b', "V=TERM", "give variable V this value", CLI_LIST, AT(bind), CMD_QUERY},
    {"timeout", 0, "SECONDS", "stop after this time", CLI_TEXT, AT(timeout), ASKING},
    {"limit", 0, "ROWS", "stop after so many rows, with exit status 3", CLI_TEXT, AT(limit), CMD_QUERY},
    {"memory", 0, "MB", "use no more memory than this; a query else a quarter of the machine's", CLI_TEXT,
     AT(memory), CMD_EXPLAIN | CMD_LOAD | CMD_QUERY | CMD_UPDATE},
    {"disk", 0, "MB", "put no more than this aside on disk; else sixteen times the memory", CLI_TEXT,
     AT(disk), ASKING},
    {"allow-remote", 0, "IRI", "let SERVICE and LOAD ask what is below IRI; or an address, see the manual",
     CLI_LIST, AT(allow_remote), CMD_EXPLAIN | CMD_QUERY | CMD_UPDATE},
    {"engine", 0, "NAME", "kg or rasqal", CLI_TEXT, AT(engine), CMD_QUERY},
    {"strict-default", 0, NULL, "the default graph is the unnamed graph alone", CLI_FLAG, AT(strict_default),
     CMD_EXPLAIN | CMD_QUERY},
    {"map", 0, "IRI=PLACE",
     "what IRI names is this file, or what IRIs under it name is in this folder; for JSON-LD's contexts too",
     CLI_LIST, AT(map), READING | ASKING | CMD_EXPORT | CMD_EXTRACT | CMD_JSONLD},
    {"json", 0, NULL, "print JSON", CLI_FLAG, AT(json), CMD_EXPLAIN},
    {"print", 0, NULL, "print the query as it was understood, and do not run it", CLI_FLAG, AT(print),
     CMD_EXPLAIN},
    {"union-default", 0, NULL, "in WHERE the default graph is the union of all graphs", CLI_FLAG,
     AT(union_default), CMD_UPDATE},
    {"from", 'f', "FORMAT",
     "of the input: ntriples, nquads, turtle, trig, rdfxml, jsonld, rdfa, rdfjson, rss, atom; for "
     "documents text, markdown, html, pdf, email, jsonl",
     CLI_TEXT, AT(from), READING | CMD_EXTRACT},
    {"to", 't', "FORMAT", "of the output: ntriples, nquads, turtle, trig, rdfxml, jsonld", CLI_TEXT, AT(to),
     CMD_CONVERT | CMD_EXTRACT | CMD_QUERY | CMD_STATS},
    {"to", 't', "FORMAT",
     "of the output: ntriples, nquads, turtle, trig, rdfxml, jsonld; gexf, graphml, dot, svg, cytoscape, "
     "csv, "
     "html, nanopub",
     CLI_TEXT, AT(to), CMD_EXPORT},
    {"output", 'o', "FILE", "write here instead of standard output", CLI_TEXT, AT(output),
     CMD_CONVERT | CMD_DIFF | CMD_DUMP | CMD_EXPORT | CMD_EXTRACT | ASKING | CMD_JSONLD | CMD_LEARN |
         CMD_REVIEW | CMD_STATS},
    {"base", 0, "IRI", "the base IRI of the input", CLI_TEXT, AT(base), READING | ASKING | CMD_JSONLD},
    {"graph", 'g', "IRI", "load into, or export only, this graph", CLI_LIST, AT(graph),
     CMD_EXPORT | CMD_LOAD},
    {"projection", 'p', "KIND", "what becomes of claims: claims, plain, edges or rdf12", CLI_TEXT,
     AT(projection), CMD_EXPORT},
    {"type", 0, "CLASS", "only entities of this class or its subclasses, such as State; may be given again",
     CLI_LIST, AT(type), CMD_EXPORT},
    {"modality", 0, "NAMES",
     "only claims of these: Asserted, Proposed, Possible, Unlikely, Predicted, Denied; commas between",
     CLI_LIST, AT(modality), CMD_EXPORT},
    {"since", 0, "DATE", "only claims whose time reaches this year, month or day", CLI_TEXT, AT(since),
     CMD_EXPORT},
    {"until", 0, "DATE", "only claims whose time begins by this year, month or day", CLI_TEXT, AT(until),
     CMD_EXPORT},
    {"around", 0, "TERM",
     "only what is near this entity: an IRI in angle brackets, a prefixed name, or a label", CLI_TEXT,
     AT(around), CMD_EXPORT},
    {"hops", 0, "N", "how many steps from --around; 1 unless said", CLI_TEXT, AT(hops), CMD_EXPORT},
    {"csv-safe", 0, NULL, "in csv, put ' before cells that a spreadsheet would take for a formula", CLI_FLAG,
     AT(csv_safe), CMD_EXPORT},
    {"background", 0, NULL, "with the background graphs", CLI_FLAG, AT(background), CMD_EXPORT},
    {"canonical", 0, NULL, "canonical N-Triples or N-Quads: sorted, without duplicates", CLI_FLAG,
     AT(canonical), CMD_CONVERT | CMD_EXPORT},
    {"canonical-graph", 0, NULL,
     "name blank nodes as RDFC-1.0 says, so that the same graph gives the same bytes; N-Quads unless --to "
     "says "
     "otherwise",
     CLI_FLAG, AT(canonical_graph), CMD_CONVERT},
    {"union", 0, NULL, "named graphs into a format for triples only: their union", CLI_FLAG, AT(union_graphs),
     CMD_CONVERT},
    {"streaming", 0, NULL, "write as it is read: constant memory, no sorting, no lists in Turtle and JSON-LD",
     CLI_FLAG, AT(streaming), CMD_CONVERT | CMD_EXPORT},
    {"prefix", 0, "NAME=IRI",
     "abbreviate IRIs with this prefix in Turtle, TriG, RDF/XML and, unless --streaming, JSON-LD; goes "
     "before others",
     CLI_LIST, AT(prefix), CMD_CONVERT | CMD_EXPORT},
    {"context", 0, "FILE", "compact JSON-LD with this context; - for none", CLI_TEXT, AT(context),
     CMD_CONVERT | CMD_EXPORT | CMD_QUERY | CMD_EXTRACT | CMD_JSONLD},
    {"expand-context", 0, "FILE", "a context that holds before the document's own", CLI_TEXT,
     AT(expand_context), CMD_JSONLD},
    {"frame", 0, "FILE", "write JSON-LD by this frame", CLI_TEXT, AT(frame),
     CMD_CONVERT | CMD_EXPORT | CMD_JSONLD},
    {"option", 0, "NAME=VALUE", "an option of the specification", CLI_LIST, AT(option), CMD_JSONLD},
    {"as", 0, "KIND", "check as rdf, query or update", CLI_TEXT, AT(as), CMD_CHECK},
    {"date", 0, "DATE", "the document's date, YYYY-MM-DD", CLI_TEXT, AT(date), CMD_EXTRACT | CMD_LOAD},
    {"id", 0, "IRI", "the document's IRI", CLI_TEXT, AT(id), CMD_EXTRACT | CMD_LOAD},
    {"base-iri", 0, "IRI", "what IRIs of documents and entities begin with", CLI_TEXT, AT(base_iri),
     CMD_EXTRACT | CMD_LOAD},
    {"ontology", 0, "FOLDER", "use this ontology instead of the one that came with kg", CLI_TEXT,
     AT(ontology), CMD_EXTRACT | CMD_LEARN | CMD_LOAD},
    {"lexicon", 0, "FILE", "use this lexicon as well", CLI_TEXT, AT(lexicon), CMD_EXTRACT | CMD_LOAD},
    {"model", 0, "FILE", "use this model of tagger and parser instead of the one that came with kg", CLI_TEXT,
     AT(model), CMD_EXTRACT | CMD_LEARN | CMD_LOAD},
    {"without", 0, "PART", "leave out parser, coreference, derivation or learning, to see what it adds",
     CLI_LIST, AT(without), CMD_EXTRACT},
    {"min-confidence", 0, "X", "leave out claims below X, from 0 to 1", CLI_TEXT, AT(min_confidence),
     CMD_EXPORT | CMD_EXTRACT | CMD_LOAD},
    {"shard", 0, "I/N", "only every N-th document, from the I-th (from 0)", CLI_TEXT, AT(shard), CMD_EXTRACT},
    {"threads", 0, "N", "work on so many documents at a time; the output stays in order", CLI_TEXT,
     AT(threads), CMD_EXTRACT},
    {"explain", 0, NULL, "tell what each claim rests on", CLI_FLAG, AT(explain), CMD_EXTRACT},
    {"triples", 0, NULL, "print JSON lines of plain triples: {id, triples: [{sub, rel, obj}]}", CLI_FLAG,
     AT(triples), CMD_EXTRACT},
    {"keep-going", 'k', NULL, "leave out what is wrong, list it, exit with 1", CLI_FLAG, AT(keep_going),
     READING | CMD_EXTRACT},
    {"read-only", 0, NULL, "do not write to the store's folder, not even a lock", CLI_FLAG, AT(read_only),
     STORE & ~(unsigned)(CMD_COMPACT | CMD_LOAD | CMD_UPDATE)},
    {"quiet", 'q', NULL, "no progress", CLI_FLAG, AT(quiet), CMD_ALL},
    {"color", 0, "WHEN", "auto, always or never", CLI_TEXT, AT(color), CMD_ALL},
    {"man", 0, NULL, "print the manual page", CLI_FLAG, AT(man), CMD_HELP},
    {"completion", 0, "SHELL", "print the completion for bash", CLI_TEXT, AT(completion), CMD_HELP},
    {"help", 'h', NULL, "say how to use the command", CLI_FLAG, AT(help), CMD_ALL},
    {0},
};
