// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutationsTest {

  private static List<String> texts(String text) {
    return Mutations.of(text).stream().map(Mutation::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '"',
      textBlock =
          """
          a == b              § (a != b)
          a < b               § (a <= b); (a >= b)
          a >= b              § (a > b); (a < b)
          a && b              § (a || b); (a); (b); (!a) && b; a && (!b)
          !a                  § (a)
          !(a || b)           § (a || b); !((a && b)); !((a)); !((b)); !((!a) || b); !(a || (!b))
          xs.all(x, x)        § (xs.exists(x, x)); xs.all(x, (!x))
          xs.filter(x, x)[0]  § (!(xs.filter(x, x)[0])); (xs)[0]; xs.filter(x, (!x))[0]; xs.filter(x, x)[(-1)]; xs.filter(x, x)[(1)]
          a ? b : c           § (a ? c : b); (!a) ? b : c; a ? (!b) : c; a ? b : (!c)
          has(a.b)            § (!has(a.b))
          a in b              § (!(a in b))
          a.matches('^\\\\d')   § (!a.matches('^\\\\d')); a.matches(('^\\\\d~'))
          n + 1 == 2          § (n + 1 != 2); (n - 1) == 2; n + (0) == 2; n + (2) == 2; n + 1 == (1); n + 1 == (3)
          n > 0.5             § (n >= 0.5); (n <= 0.5); n > (-0.5); n > (1.5)
          t > duration('1h')  § (t >= duration('1h')); (t <= duration('1h')); t > duration(('0h')); t > duration(('2h'))
          a == true           § (a != true); a == (false)
          a[?0].orValue(b)    § (!a[?0].orValue(b)); a[?(-1)].orValue(b); a[?(1)].orValue(b)
          """)
  void changesOnePlaceAtATime(String text, String expected) {
    assertThat(String.join("; ", texts(text))).isEqualTo(expected);
  }

  @Test
  void saysWhatBecomesWhat() {
    assertThat(Mutations.of("xs.all(x, x.size() <= 3) && ok"))
        .extracting(mutation -> mutation.from() + " -> " + mutation.to())
        .contains(
            "xs.all(x, x.size() <= 3) && ok -> ok",
            "x.size() <= 3 -> x.size() < 3",
            "3 -> 4",
            "ok -> !ok");
  }

  @Test
  void everyChangedTextIsAnExpressionAgain() {
    String text =
        "a.b.exists(c, !(c in ['it\\'s', 'x']) || -n * 2 >= m[{'k': 1}.k] ? true : a.f('\\n'))";

    assertThat(texts(text))
        .hasSizeGreaterThan(15)
        .allSatisfy(changed -> {
          assertThat(changed).isNotEqualTo(text);
          assertThat(Mutations.of(changed)).isNotEmpty();
        });
  }

  @Test
  void aTextThatIsNoExpressionHasNone() {
    assertThat(Mutations.of("a &&")).isEmpty();
  }
}
