// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.projection;

import dev.weft.catalog.search.FacetName;
import dev.weft.catalog.search.Places;
import dev.weft.catalog.search.Places.Place;
import dev.weft.catalog.search.Words;
import dev.weft.model.event.GrantDocument;
import dev.weft.model.event.PortDocument;
import dev.weft.model.event.ProductDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What of a product can be found, and with which weight.
///
/// @param title words of name and title, in their order: weight A
/// @param labels words of tags, owner, domain: weight B
/// @param description words of the page: weight C
/// @param fields words of fields, terms, consumers, ports: weight D
/// @param summary the first sentences of the page
/// @param facets what filters look for and what is counted, see [FacetName#join]
/// @param places where matches are shown, weightiest first
/// @param words all distinct words worth correcting a typing mistake to
/// @param fieldNames last names of fields
/// @param formats of all schemas
/// @param classification the strictest of all ports
record ProductText(
    List<String> title,
    List<String> labels,
    List<String> description,
    List<String> fields,
    String summary,
    String facets,
    String places,
    Set<String> words,
    Set<String> fieldNames,
    List<String> formats,
    String classification) {

  private static final List<String> STRICTER =
      List.of("public", "internal", "confidential", "restricted");
  private static final Pattern BRACKETS = Pattern.compile("[\\[\\]{}]");
  private static final int SHORTEST_WORD = 3;
  private static final int LONGEST_WORD = 40;
  private static final int LONGEST_DESCRIPTION = 20_000;
  private static final int MOST_FIELDS = 2_000;

  static ProductText of(ProductDocument product) {
    List<PortDocument.Field> fields =
        product.ports().stream()
            .flatMap(port -> port.schema().fields().stream())
            .limit(MOST_FIELDS)
            .toList();
    Set<String> formats = new TreeSet<>();
    Set<String> terms = new TreeSet<>();
    Set<String> tags = new TreeSet<>(product.tags());
    product
        .ports()
        .forEach(port -> {
          formats.add(port.schema().format());
          tags.addAll(port.tags());
        });
    fields.forEach(field -> {
      if (field.term() != null) {
        terms.add(field.term());
      }
    });
    String description = Markdown.plain(product.description());
    description = description.substring(0, Math.min(description.length(), LONGEST_DESCRIPTION));
    Set<String> readers = new TreeSet<>();
    product.grants().stream().map(GrantDocument::consumer).forEach(readers::add);
    if (product.producer() != null) {
      readers.add(product.producer());
    }
    List<Place> places = places(product, tags, description, fields, terms, readers);
    Set<String> fieldNames = fieldNames(fields);
    String classification = strictest(product.ports());
    List<String> titleWords = words(List.of(product.name(), product.title()));
    List<String> labelWords = words(tags, List.of(product.owner(), product.domain()));
    List<String> descriptionWords = words(List.of(description));
    List<String> fieldWords =
        words(
            fields.stream().map(field -> field.path() + " " + field.doc()).toList(),
            terms,
            readers,
            product.ports().stream().map(PortDocument::name).toList());
    return new ProductText(
        titleWords,
        labelWords,
        descriptionWords,
        fieldWords,
        Markdown.summary(product.description()),
        facets(product, tags, formats, terms, classification),
        Places.join(places),
        correctable(List.of(titleWords, labelWords, descriptionWords, fieldWords)),
        fieldNames,
        List.copyOf(formats),
        classification);
  }

  /// All words that the index is to know.
  List<List<String>> texts() {
    return List.of(title, labels, description, fields);
  }

  private static List<Place> places(
      ProductDocument product,
      Collection<String> tags,
      String description,
      List<PortDocument.Field> fields,
      Collection<String> terms,
      Collection<String> readers) {
    List<Place> places = new ArrayList<>();
    places.add(new Place("title", product.title()));
    places.add(new Place("name", product.name()));
    tags.forEach(tag -> places.add(new Place("tag", tag)));
    places.add(new Place("domain", product.domain()));
    places.add(new Place("owner", product.owner()));
    places.add(new Place("description", description));
    terms.forEach(term -> places.add(new Place("term", term)));
    Set<String> seen = new LinkedHashSet<>();
    for (PortDocument.Field field : fields) {
      String text = field.doc().isEmpty() ? field.path() : field.path() + ": " + field.doc();
      if (seen.add(text)) {
        places.add(new Place("field", text));
      }
    }
    readers.forEach(reader -> places.add(new Place("application", reader)));
    return places;
  }

  private static String facets(
      ProductDocument product,
      Collection<String> tags,
      Collection<String> formats,
      Collection<String> terms,
      String classification) {
    List<String> tokens = new ArrayList<>();
    tokens.add(FacetName.DOMAIN.token(product.domain()));
    tokens.add(FacetName.TYPE.token(product.type()));
    tokens.add(FacetName.STATUS.token(product.status()));
    tokens.add(FacetName.OWNER.token(product.owner()));
    tokens.add(FacetName.CLASSIFICATION.token(classification));
    tags.forEach(tag -> tokens.add(FacetName.TAG.token(tag)));
    formats.forEach(format -> tokens.add(FacetName.FORMAT.token(format)));
    terms.forEach(term -> tokens.add(FacetName.TERM.token(term)));
    return FacetName.join(tokens);
  }

  private static Set<String> correctable(List<List<String>> texts) {
    Set<String> correctable = new HashSet<>();
    for (List<String> text : texts) {
      for (String word : text) {
        if (word.length() >= SHORTEST_WORD && word.length() <= LONGEST_WORD && isLetters(word)) {
          correctable.add(word);
        }
      }
    }
    return correctable;
  }

  private static boolean isLetters(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isLetter(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> fieldNames(List<PortDocument.Field> fields) {
    Set<String> names = new LinkedHashSet<>();
    for (PortDocument.Field field : fields) {
      String path = field.path();
      String name = BRACKETS.matcher(path.substring(path.lastIndexOf('.') + 1)).replaceAll("");
      if (!name.isEmpty()) {
        names.add(name.toLowerCase(java.util.Locale.ROOT));
      }
    }
    return names;
  }

  private static String strictest(List<PortDocument> ports) {
    return ports.stream()
        .map(PortDocument::classification)
        .max(java.util.Comparator.comparingInt(STRICTER::indexOf))
        .orElse(STRICTER.get(1));
  }

  @SafeVarargs
  private static List<String> words(Collection<String>... texts) {
    List<String> words = new ArrayList<>();
    for (Collection<String> each : texts) {
      each.forEach(text -> words.addAll(Words.of(text)));
    }
    return words;
  }
}
