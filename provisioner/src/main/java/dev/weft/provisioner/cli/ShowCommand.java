// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "show",
    description = "Shows what the catalog knows of a data product: whose it is and what it offers.",
    footer = {
      "",
      "Examples:",
      "  weft show urn:weft:reviews:enriched-reviews",
      "  weft show reviews/enriched-reviews --format json"
    })
final class ShowCommand extends CatalogCommand {

  private static final String NAME = "([a-z][a-z0-9-]*)";
  private static final Pattern SUBJECT =
      Pattern.compile(
          "urn:weft:" + NAME + ":" + NAME + "(?::[^:]+:v\\d+)?|" + NAME + "/" + NAME + "(?:/.+)?");

  @Parameters(paramLabel = "URN", description = "A product's or a port's URN, or DOMAIN/PRODUCT.")
  private String subject = "";

  ShowCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    return answer(catalog().get("/products/" + product(subject)), new CatalogText(look())::product);
  }

  /// @return such as `reviews/enriched-reviews`
  static String product(String written) {
    Matcher subject = SUBJECT.matcher(written);
    if (!subject.matches()) {
      throw new CliException(
          written + " is not the URN of a data product.",
          "Write it as urn:weft:DOMAIN:PRODUCT or DOMAIN/PRODUCT.");
    }
    return subject.group(1) == null
        ? subject.group(3) + "/" + subject.group(4)
        : subject.group(1) + "/" + subject.group(2);
  }
}
