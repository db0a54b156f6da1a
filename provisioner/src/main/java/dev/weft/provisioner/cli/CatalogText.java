// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.provisioner.report.Look;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Answers of the catalog in words.
final class CatalogText {

  private static final Set<String> UNDECIDED = Set.of("open", "approved");

  private final Look look;

  CatalogText(Look look) {
    this.look = look;
  }

  String hits(JsonNode found) {
    var page = new Page(look);
    if (found.hasNonNull("corrected")) {
      page.line(Style.DIM, "Showing results for: " + text(found, "corrected"));
    }
    for (JsonNode hit : found.path("hits")) {
      page.line(Style.BOLD, text(hit, "title"));
      page.add("  ").line(text(hit, "urn"));
      page.add("  ")
          .line(
              Style.DIM,
              "%s, %s, %s, owned by %s, %s"
                  .formatted(
                      text(hit, "type"),
                      text(hit, "status"),
                      text(hit, "health"),
                      text(hit, "owner"),
                      consumers(hit.path("consumers").asInt())));
      prose(page, text(hit, "summary"));
    }
    int more = found.path("total").asInt() - found.path("hits").size();
    if (found.path("hits").isEmpty()) {
      page.line("Nothing was found. Try fewer words, or a field's name.");
    } else if (more > 0) {
      page.line(Style.DIM, more + " more; --page shows them.");
    }
    return page.toString();
  }

  String product(JsonNode product) {
    var page = new Page(look);
    page.line(Style.BOLD, text(product, "title"));
    page.line(text(product, "urn"));
    page.line(
        "%s, %s, owned by %s, %s"
            .formatted(
                text(product, "type"),
                text(product, "status"),
                text(product.path("owner"), "name"),
                consumers(product.path("consumerCount").asInt())));
    page.gap();
    text(product, "description").lines().forEach(line -> prose(page, line));
    for (JsonNode port : product.path("ports")) {
      page.gap().line(Style.BOLD, text(port, "name") + "@v" + text(port, "major"));
      page.line("  URN         " + text(port, "urn"));
      page.line("  topic       " + text(port, "topic") + ", on " + words(port.path("clusters")));
      page.line(
          "  schema      %s, %s fields, %s"
              .formatted(
                  text(port, "format"), text(port, "fieldCount"), text(port, "compatibility")));
      page.line("  handling    " + text(port, "classification"));
      page.line("  purposes    " + words(port.path("access").path("purposes")));
    }
    return page.toString();
  }

  String requests(JsonNode requests) {
    var page = new Page(look);
    requests.forEach(request -> request(page, request));
    return requests.isEmpty() ? page.line("There are no requests.").toString() : page.toString();
  }

  String request(JsonNode request) {
    var page = new Page(look);
    request(page, request);
    return page.toString();
  }

  private static void request(Page page, JsonNode request) {
    page.line(
        Style.BOLD,
        "#%s %s reads %s, %s"
            .formatted(
                text(request, "id"),
                text(request, "application"),
                request.path("product").path("domain").asText()
                    + "/"
                    + request.path("product").path("name").asText()
                    + " "
                    + words(request.path("ports")),
                text(request, "state")));
    page.line("  grant       " + text(request, "grant"));
    page.line(
        "  for         %s, until %s".formatted(text(request, "purpose"), text(request, "expires")));
    page.line("  asked by    " + text(request, "requestedBy"));
    if (!text(request, "waitsFor").isEmpty()) {
      page.line("  waits for   " + text(request, "waitsFor"));
    }
  }

  String change(JsonNode change) {
    var page = new Page(look);
    page.line(
        Style.BOLD,
        "#%s %s: %s"
            .formatted(text(change, "number"), text(change, "title"), text(change, "state")));
    page.line("  commit      " + text(change, "head"));
    boolean isUndecided = UNDECIDED.contains(text(change, "state"));
    if (isUndecided && !text(change, "whyNotMerge").isEmpty()) {
      page.line("  waits for   " + text(change, "whyNotMerge"));
    }
    return page.toString();
  }

  private static String consumers(int count) {
    return count == 1 ? "1 consumer" : count + " consumers";
  }

  private static void prose(Page page, String text) {
    if (!text.isBlank()) {
      page.prose(2, "", Style.PLAIN, text);
    }
  }

  private static String words(JsonNode list) {
    List<String> all =
        StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    return all.isEmpty() ? "any" : all.stream().collect(Collectors.joining(", "));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
