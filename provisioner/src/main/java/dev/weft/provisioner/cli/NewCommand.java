// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import dev.weft.provisioner.scaffold.NewFiles;
import dev.weft.provisioner.scaffold.Scaffold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "new",
    synopsisSubcommandLabel = "domain|application|product|grant",
    description = {
      "Adds a domain, an application, a product or a grant to a mesh repository, with defaults that"
          + " validate clean. Never overwrites a file, and says which ones it made."
    },
    footer = {
      "",
      "Examples:",
      "  weft new domain payments --owner payments-team",
      "  weft new product payments/refunds",
      "  weft new application billing/invoice-runner",
      "  weft new grant payments/refunds --port refunds@v1 --consumer billing/invoice-runner \\",
      "      --purpose billing --reason 'Refunds go on the invoice'"
    })
final class NewCommand extends Command {

  NewCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    throw new CliException(
        "Say what is new.", "Use one of: weft new domain, application, product or grant.");
  }

  /// The command with what it can make.
  static CommandLine commandLine(Session session) {
    return new CommandLine(new NewCommand(session))
        .addSubcommand(new Domain(session))
        .addSubcommand(new Application(session))
        .addSubcommand(new Product(session))
        .addSubcommand(new Grant(session));
  }

  @CommandLine.Command(name = "domain", description = "Adds a domain.")
  static final class Domain extends NewFile {

    @Parameters(paramLabel = "DOMAIN", description = "Its name.")
    private String domain = "";

    @Option(
        names = "--owner",
        paramLabel = "TEAM",
        required = true,
        description = "The owning team, one of teams.yaml.")
    private String owner = "";

    Domain(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      return write(
          repository(),
          Scaffold.domain(name("domain", domain), name("team", owner)),
          "`weft new product " + domain + "/PRODUCT`.");
    }
  }

  @CommandLine.Command(
      name = "application",
      description = "Adds an application: whoever produces or consumes.")
  static final class Application extends NewFile {

    @Parameters(paramLabel = "DOMAIN/APPLICATION", description = "Its name.")
    private String application = "";

    @Option(
        names = "--type",
        paramLabel = "TYPE",
        defaultValue = "oauth",
        description = "How it logs in: oauth (default), scram or mtls.")
    private String type = "oauth";

    Application(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      ApplicationName name = application(application);
      if (!List.of("oauth", "scram", "mtls").contains(type)) {
        throw new CliException(
            "There is no type " + type + ".", "Use --type with one of: oauth, scram, mtls.");
      }
      Path root = repository();
      requireDomain(root, name.domain());
      return write(
          root,
          Scaffold.application(name, type),
          "name it as a `producer`, or `weft new grant DOMAIN/PRODUCT --consumer " + name + " …`.");
    }
  }

  @CommandLine.Command(
      name = "product",
      description = "Adds a data product with one output port, its schema and its page.")
  static final class Product extends NewFile {

    @Parameters(paramLabel = "DOMAIN/PRODUCT", description = "Its name.")
    private String product = "";

    @Option(
        names = "--type",
        paramLabel = "TYPE",
        defaultValue = "source-aligned",
        description = "source-aligned (default), aggregate or consumer-aligned.")
    private String type = "source-aligned";

    @Option(
        names = "--producer",
        paramLabel = "DOMAIN/APPLICATION",
        description = "Who writes. Default: a new application named after the product.")
    private @Nullable String producer;

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "Name of the output port. Default: the product's.")
    private @Nullable String port;

    Product(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      ProductName name = product(product);
      if (!List.of("source-aligned", "aggregate", "consumer-aligned").contains(type)) {
        throw new CliException(
            "There is no type " + type + ".",
            "Use --type with one of: source-aligned, aggregate, consumer-aligned.");
      }
      Path root = repository();
      requireDomain(root, name.domain());
      String offered = port == null ? name.product() : name("port", port);
      ApplicationName writer =
          producer == null
              ? new ApplicationName(name.domain(), name.product())
              : application(producer);
      NewFiles files = Scaffold.product(name, writer, type, offered);
      Path manifest =
          root.resolve(
              "domains/%s/applications/%s.yaml".formatted(writer.domain(), writer.application()));
      if (!Files.exists(manifest)) {
        requireDomain(root, writer.domain());
        files = files.and(Scaffold.application(writer, "oauth"));
      }
      return write(root, files, "make the schema and the page your own, then `weft validate`.");
    }
  }

  @CommandLine.Command(
      name = "grant",
      description = "Adds a grant: who may read which ports, for what, until when.")
  static final class Grant extends NewFile {

    private static final int DEFAULT_DAYS = 90;

    @Parameters(paramLabel = "DOMAIN/PRODUCT", description = "The product that is read.")
    private String product = "";

    @Option(
        names = "--port",
        paramLabel = "PORT@vN",
        required = true,
        description = "The port that is read, such as orders@v1.")
    private String port = "";

    @Option(
        names = "--consumer",
        paramLabel = "DOMAIN/APPLICATION",
        required = true,
        description = "Who reads.")
    private String consumer = "";

    @Option(
        names = "--purpose",
        paramLabel = "WORD",
        required = true,
        description = "What for; one of the port's purposes, if it has any.")
    private String purpose = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why, in a sentence.")
    private String reason = "";

    @Option(
        names = "--expires",
        paramLabel = "DATE",
        description = "Last day, such as 2027-03-01. Default: in 90 days.")
    private @Nullable LocalDate expires;

    Grant(Session session) {
      super(session);
    }

    @Override
    ExitCode run() {
      ProductName name = product(product);
      ApplicationName reader = application(consumer);
      int at = port.lastIndexOf("@v");
      if (at < 0 || !port.substring(at + 2).matches("[1-9]\\d{0,8}")) {
        throw new CliException(
            "`" + port + "` is not a port.", "Write it as PORT@vMAJOR, such as orders@v1.");
      }
      name("port", port.substring(0, at));
      Path root = repository();
      requireDomain(root, name.domain());
      String manifest = "domains/%s/%s/product.yaml".formatted(name.domain(), name.product());
      if (!Files.isRegularFile(root.resolve(manifest))) {
        throw new CliException(
            "There is no product " + name + ".", "Begin it with `weft new product " + name + "`.");
      }
      LocalDate today = LocalDate.ofInstant(session().clock().instant(), ZoneOffset.UTC);
      LocalDate last = expires == null ? today.plusDays(DEFAULT_DAYS) : expires;
      return write(
          root,
          Scaffold.grant(name, reader, port, name("purpose", purpose), reason, last),
          "`weft validate`, then ask the owners of " + name.domain() + " to merge it.");
    }
  }
}
