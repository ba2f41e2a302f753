# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
#
# Perl's Redland uses a store: redland.pl write|read FOLDER
use strict;
use warnings;
use RDF::Redland;

my ($what, $folder) = @ARGV;

sub iri { return RDF::Redland::Node->new_from_uri("http://example.org/$_[0]"); }

sub statement {
  my ($s, $p, $o) = @_;
  return RDF::Redland::Statement->new(iri($s), iri($p), ref $o ? $o : iri($o));
}

sub equal {
  my ($what, $got, $want) = @_;
  die "$what: $got, not $want\n" unless $got eq $want;
}

my $storage = RDF::Redland::Storage->new('kg', $folder, $what eq 'write' ? "new='yes'" : '')
  or die "no storage\n";
my $model = RDF::Redland::Model->new($storage, '') or die "no model\n";
my $mine = RDF::Redland::Statement->new(RDF::Redland::Node->new_from_blank_identifier('mine'), iri('p'), iri('b'));

if ($what eq 'write') {
  $model->add_statement(statement('a', 'p', 'b'));
  $model->add_statement(statement('a', 'p', RDF::Redland::LiteralNode->new('text', undef, 'en')));
  $model->add_statement($mine);
  $model->add_statement(statement('c', 'p', 'd'), iri('g'));
  $model->add_statement(statement('gone', 'p', 'b'));
  $model->remove_statement(statement('gone', 'p', 'b'));
  equal('size', $model->size, 4);
  $model->sync;
} else {
  equal('size', $model->size, 4);
  die "no statement\n" unless $model->contains_statement(statement('a', 'p', 'b'));
  die "no blank node\n" unless $model->contains_statement($mine);
  die "still there\n" if $model->contains_statement(statement('gone', 'p', 'b'));
  my $n = 0;
  my $stream = $model->find_statements(RDF::Redland::Statement->new(iri('a'), undef, undef));
  for (; !$stream->end; $stream->next) { $n++; }
  equal('found', $n, 2);
  $stream = $model->as_stream(iri("g"));
  for ($n = 0; !$stream->end; $stream->next) { $n++; }
  equal('in the context', $n, 1);
  my $query = RDF::Redland::Query->new(
    'SELECT ?x WHERE { ?x <http://example.org/p> <http://example.org/d> }', undef, undef, 'sparql');
  my $results = $model->query_execute($query);
  equal('answer', $results->binding_value_by_name('x')->uri->as_string, 'http://example.org/c');
  for my $by_model (1, 0) {
    my $ask = sub {
      my ($text, $language) = @_;
      my $q = RDF::Redland::Query->new("PREFIX : <http://example.org/> $text", undef, undef, $language || 'sparql');
      my $r = ($by_model ? $model->query_execute($q) : $q->execute($model)) or die "no answer to $text\n";
      return ($q, $r);
    };
    my ($q, $r) = $ask->('SELECT ?x { ?x (:p|:none)+ :d MINUS { ?x :p :b } }');
    equal('path and minus', $r->binding_value_by_name('x')->uri->as_string, 'http://example.org/c');
    ($q, $r) = $ask->("INSERT DATA { :n :p :new$by_model }", 'sparql11-update');
    equal('update', $r->get_boolean ? 1 : 0, 1);
    ($q, $r) = $ask->("ASK { :n :p :new$by_model }");
    equal('inserted', $r->get_boolean ? 1 : 0, 1);
  }
}
