// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "search",
    description = {
      "Searches titles, descriptions, fields, terms and tags of data products; slips of the fingers"
          + " are put right."
    },
    footer = {
      "",
      "Examples:",
      "  weft search reviews customer",
      "  weft search customer_id -f json"
    })
final class SearchCommand extends CatalogCommand {

  @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--page",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Which page of the results; the first is 1.")
  private int page = 1;

  SearchCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    String path = "/search?size=10&page=" + page + "&q=" + encode(String.join(" ", words));
    return answer(catalog().get(path), new CatalogText(look())::hits);
  }
}
