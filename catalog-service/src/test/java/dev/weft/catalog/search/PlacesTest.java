// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.catalog.search.Places.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

  @Test
  void keepsWhatWasJoined() {
    List<Place> places = List.of(new Place("title", "A title"), new Place("description", ""));
    assertThat(Places.split(Places.join(places))).isEqualTo(places);
  }

  @Test
  void isNotBrokenByItsOwnMarks() {
    assertThat(Places.split(Places.join(List.of(new Place("title", "a\u001eb\u001fc")))))
        .containsExactly(new Place("title", "a b c"));
  }
}
