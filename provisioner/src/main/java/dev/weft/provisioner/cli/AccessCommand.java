// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "access",
    description = {
      "Asks for access to a data product, decides about it, and takes it back. Each step is a change"
          + " request in the mesh's repository, as in the catalog's pages."
    },
    footer = {
      "",
      "Examples:",
      "  weft access request reviews/enriched-reviews --for billing/invoice-runner \\",
      "      --port enriched@v1 --purpose fraud-detection --reason 'Score invoices' \\",
      "      --until 2027-03-31",
      "  weft access list --mine",
      "  weft access approve 7",
      "  weft access revoke reviews/enriched-reviews/invoice-runner --reason 'Not needed'"
    })
final class AccessCommand extends Command {

  AccessCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    throw new CliException(
        "Say what to do about access.",
        "Use one of: weft access list, request, approve, deny or revoke.");
  }

  /// The command with what it can do.
  static CommandLine commandLine(Session session) {
    return new CommandLine(new AccessCommand(session))
        .addSubcommand(new Listing(session))
        .addSubcommand(new Request(session))
        .addSubcommand(new Approve(session))
        .addSubcommand(new Deny(session))
        .addSubcommand(new Revoke(session));
  }

  @CommandLine.Command(name = "list", description = "Lists requests for access, the newest first.")
  static final class Listing extends CatalogCommand {

    @Option(names = "--mine", description = "Only those that you have asked for.")
    private boolean isMine;

    @Option(
        names = "--product",
        paramLabel = "URN",
        description = "Only those of this product; also DOMAIN/PRODUCT.")
    private @Nullable String product;

    Listing(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      String of = product == null ? "" : "&product=" + encode(ShowCommand.product(product));
      return answer(
          catalog().get("/access-requests?mine=" + isMine + of), new CatalogText(look())::requests);
    }
  }

  @CommandLine.Command(name = "request", description = "Asks for access for an application.")
  static final class Request extends CatalogCommand {

    @Parameters(paramLabel = "URN", description = "The product's URN, or DOMAIN/PRODUCT.")
    private String product = "";

    @Option(
        names = "--for",
        required = true,
        paramLabel = "DOMAIN/APPLICATION",
        description = "The application that reads, one of your team's.")
    private String application = "";

    @Option(
        names = "--port",
        required = true,
        paramLabel = "PORT",
        description = "What it reads, such as enriched@v1. May be repeated.")
    private List<String> ports = new ArrayList<>();

    @Option(
        names = "--purpose",
        required = true,
        paramLabel = "PURPOSE",
        description = "What for, one of the port's purposes.")
    private String purpose = "";

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why, for whoever decides.")
    private String reason = "";

    @Option(
        names = "--until",
        required = true,
        paramLabel = "DATE",
        description = "The last day, such as 2027-03-31.")
    private String until = "";

    Request(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      Map<String, Object> form =
          Map.of(
              "application", application,
              "product", ShowCommand.product(product),
              "ports", ports,
              "purpose", purpose,
              "reason", reason,
              "expires", until);
      return answer(catalog().post("/access-requests", form), new CatalogText(look())::request);
    }
  }

  @CommandLine.Command(
      name = "approve",
      description = "Approves a request as it is now, or a commit that you have looked at.")
  static final class Approve extends CatalogCommand {

    @Parameters(paramLabel = "NUMBER", description = "The request's number.")
    private int number;

    @Option(
        names = "--commit",
        paramLabel = "COMMIT",
        description = "Refuse if the request is not at this commit any more.")
    private @Nullable String commit;

    Approve(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      ApiClient catalog = catalog();
      String path = "/change-requests/" + number;
      String head = commit == null ? catalog.get(path).path("head").asText() : commit;
      return answer(
          catalog.post(path + "/approve", Map.of("commit", head)), new CatalogText(look())::change);
    }
  }

  @CommandLine.Command(name = "deny", description = "Refuses a request.")
  static final class Deny extends CatalogCommand {

    @Parameters(paramLabel = "NUMBER", description = "The request's number.")
    private int number;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why, for whoever asked.")
    private String reason = "";

    Deny(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      return answer(
          catalog().post("/change-requests/" + number + "/deny", Map.of("reason", reason)),
          new CatalogText(look())::change);
    }
  }

  @CommandLine.Command(name = "revoke", description = "Ends a grant before its last day.")
  static final class Revoke extends CatalogCommand {

    @Parameters(paramLabel = "GRANT", description = "The grant, as DOMAIN/PRODUCT/GRANT.")
    private String grant = "";

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why, for whoever reads.")
    private String reason = "";

    Revoke(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      if (!grant.matches("[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+")) {
        throw new CliException(
            grant + " is not a grant.",
            "Write it as DOMAIN/PRODUCT/GRANT; `weft access list` names them.");
      }
      return answer(
          catalog().post("/grants/" + grant + "/revoke", Map.of("reason", reason)),
          new CatalogText(look())::change);
    }
  }
}
