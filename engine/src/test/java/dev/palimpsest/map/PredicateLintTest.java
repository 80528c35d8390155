package dev.palimpsest.map;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredicateLintTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ends_on is null or ends_on >= :today",
                "status = 'a;b' and note <> 'it''s :later, now()'",
                "\"current_date\" = 1 and t.current_date > 2",
                "total::numeric > 0 and created_at::date<:today",
                "tags[1:2] = '{}' and data ? 'key' and data ?| array['a', 'b']",
                "text = $$ ; :x $$ or text = $body$ now() $body$",
                "a = 1 -- a comment; with :everything (",
                "a = 1 /* ; ( ' */ and b = 2",
                "exists (select 1 from dunning d where d.member_id = member.id and d.level > 0)",
                "age(:today, birth_date) > interval '1 year'",
                "state = 'now' and label = 'today'",
                "now = 3",
                "a like 'c:\\\\' and b ~ '^\\d+$' and c #>> '{x,y}' = 'z' and d - -1 > 0",
                "knowhow(1) > 2",
                "unix_timestamp(a) > 3 and substring(b from 1 for 2) = 'x' and update = 1"
            })
    void takes_what_is_one_condition(String sql) {
        assertThat(PredicateLint.findings(sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a = 1; delete from member | holds ';'",
                "a > current_date | database's clock (current_date). Use :today",
                "a > CURRENT_TIMESTAMP | (current_timestamp)",
                "a > now() - interval '1 day' | (now())",
                "a > pg_catalog.now ( ) | (now())",
                "a > localtimestamp | (localtimestamp)",
                "a > 'now'::date | ('now')",
                "a > date 'today' | ('today')",
                "a > cast('yesterday' as date) | ('yesterday')",
                "a > \"now\"() | (now())",
                "a > pg_catalog.\"current_date\"() | (current_date)",
                "a > date 'today 10:00' | ('today 10:00')",
                "a > '{tomorrow}'::date[] | ('{tomorrow}')",
                "a > unix_timestamp ( ) | (unix_timestamp()",
                "a in (select b from c for update) | locks rows",
                "a in (select b from c lock in share mode) | locks rows",
                "a = U&'\\006eow' | a text with escapes",
                "a > U&\"\\006eow\"() | a name with escapes",
                "a = 1e'x' | a number with letters or quotes",
                "a = 1a | a number with letters or quotes",
                "a = \u2018b\u2019 | the character U+2018",
                "a\u00a0= 1 | the character U+00A0",
                "a = {fn lower(b)} | '{'",
                "age(birth_date) > '1 year' | age() with one argument",
                "a > :cutoff | uses the parameter :cutoff. The only parameter is :today.",
                "a > :todays | uses the parameter :todays",
                "a = $1 | numbered parameter",
                "a = 1) or (b = 2 | closes ')' that was not opened",
                "(a = 1 | opens '(' and does not close it",
                "(a = 1] | closes ']'",
                "a = 'b | a text that is not closed",
                "a = \"b | a name that is not closed",
                "a = $x$ b $$ | a text that is not closed",
                "a /* b | a comment that is not closed",
                "a /* /* b */ */ | a comment within a comment",
                "a = E'it\\'s' | a text with backslashes",
                "a = 'it\\'s \\'b' | a backslash before a quote",
                "a = \"it\\\"s \\\"b\" | a backslash before a quote",
                "a = 'it\\''s' | a backslash before a quote",
                "a = 'c:\\\\\\' | a backslash before a quote",
                "a--1 > 0 | '--' without a blank",
                "a = /*! 1 */ 2 | a comment that MariaDB and MySQL execute",
                "a = /*M!100100 1 */ 2 | a comment that MariaDB and MySQL execute",
                "-- nothing | holds no condition",
                "where a = 1 | Write the condition alone"
            })
    void says_what_a_condition_may_not_hold(String sql, String finding) {
        assertThat(PredicateLint.findings(sql)).anyMatch(found -> found.contains(finding));
    }

    @Test
    void refuses_a_comment_that_only_one_database_takes_for_one() {
        assertThat(PredicateLint.findings("a = 1 # don't")).anyMatch(found -> found.contains("has '#'"));
    }
}
