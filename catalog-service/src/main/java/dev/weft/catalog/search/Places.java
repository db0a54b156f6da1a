// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.search;

import java.util.ArrayList;
import java.util.List;

/// Where words may be found in a product, as text that is kept beside the index: what is searched
/// and what is shown as found is the same.
public final class Places {

  private static final char BETWEEN = '\u001f';
  private static final char AFTER = '\u001e';

  private Places() {}

  /// A place.
  ///
  /// @param field what it is, see [Hit.Match#field]
  /// @param text what stands there
  public record Place(String field, String text) {}

  /// As one text.
  public static String join(List<Place> places) {
    StringBuilder text = new StringBuilder();
    for (Place place : places) {
      text.append(place.field())
          .append(BETWEEN)
          .append(place.text().replace(AFTER, ' ').replace(BETWEEN, ' '))
          .append(AFTER);
    }
    return text.toString();
  }

  static List<Place> split(String text) {
    List<Place> places = new ArrayList<>();
    int begin = 0;
    for (int end = text.indexOf(AFTER); end >= 0; end = text.indexOf(AFTER, begin)) {
      int middle = text.indexOf(BETWEEN, begin);
      places.add(new Place(text.substring(begin, middle), text.substring(middle + 1, end)));
      begin = end + 1;
    }
    return places;
  }
}
