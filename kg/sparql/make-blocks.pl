#!/usr/bin/perl
# SPDX-FileCopyrightText: 2026 the kg authors
# SPDX-License-Identifier: Apache-2.0
# Writes block_table.h from Perl's Unicode data: ./make-blocks.pl > block_table.h
use strict;
use warnings;
use Unicode::UCD qw(charblocks);

my $blocks = charblocks();
print "// SPDX-FileCopyrightText: 2026 the kg authors\n// SPDX-License-Identifier: Apache-2.0\n\n";
print "// Blocks of Unicode ", Unicode::UCD::UnicodeVersion(), ", written by make-blocks.pl: do not edit.\n\n";
print "// clang-format off\nstatic const block blocks[] = {\n";
for my $name (sort { $blocks->{$a}[0][0] <=> $blocks->{$b}[0][0] } keys %$blocks) {
  my ($first, $last) = @{$blocks->{$name}[0]};
  next if $first >= 0xD800 && $last <= 0xDFFF or $name eq 'No_Block';
  (my $plain = lc $name) =~ s/[^a-z0-9]//g;
  printf "  {\"%s\", 0x%04X, 0x%04X},\n", $plain, $first, $last;
}
print "};\n";
