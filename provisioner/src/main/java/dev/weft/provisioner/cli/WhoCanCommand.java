// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.model.name.PortName;
import dev.weft.provisioner.access.Answer;
import dev.weft.provisioner.access.EffectiveAccess;
import dev.weft.provisioner.cli.Backend.Servers;
import dev.weft.provisioner.report.Page;
import dev.weft.provisioner.report.Page.Style;
import dev.weft.provisioner.report.WhoCan;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "who-can",
    description = {
      "Reads the ACLs of the servers and says who can read or write a topic, and which bindings"
          + " make it so: literal, prefixed and wildcard ones together, with denials. Super users"
          + " of the brokers are not in the ACLs and so not in the answer."
    },
    footer = {
      "",
      "Examples:",
      "  weft who-can read urn:weft:orders:orders:orders:v1 --env prod",
      "  weft who-can write orders.orders.orders.v1 --env prod"
    })
final class WhoCanCommand extends ServerCommand {

  /// What is asked about.
  enum Verb {
    READ,
    WRITE
  }

  @Parameters(index = "0", paramLabel = "read|write", description = "What is asked about.")
  private Verb verb = Verb.READ;

  @Parameters(
      index = "1",
      paramLabel = "URN|TOPIC",
      description = "A port's URN, or the name of any topic.")
  private String subject = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "DIR",
      description = "The mesh repository. Default: data-products if it has a mesh.yaml, else here.")
  private @Nullable String directory;

  @Mixin private FormatOption format = new FormatOption();

  WhoCanCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    format.requireKnown();
    Optional<PortName> port = port();
    try (Progress progress = progress();
        Servers servers =
            session().backend().get().open(target(meshDirectory(directory)), progress)) {
      List<Answer> answers = answers(servers, port);
      progress.hide();
      if (answers.isEmpty()) {
        throw new CliException(
            "No cluster of the environment has the topic " + subject + ".",
            "Check the name, or the environment with --env.");
      }
      answers.forEach(
          answer -> print(format.isJson() ? WhoCan.json(answer) : WhoCan.text(answer, look())));
      return ExitCode.OK;
    }
  }

  private List<Answer> answers(Servers servers, Optional<PortName> port) {
    Operation operation =
        switch (verb) {
          case READ -> Operation.READ;
          case WRITE -> Operation.WRITE;
        };
    Optional<ResourceKey.Topic> wanted = port.flatMap(servers::topicOf);
    if (port.isPresent() && wanted.isEmpty()) {
      throw new CliException(
          "The port " + port.get() + " is not provisioned in this environment.",
          "Check the URN, or the environment with --env.");
    }
    var answers = new ArrayList<Answer>();
    for (ClusterSnapshot cluster : servers.observe()) {
      var topic = wanted.orElseGet(() -> new ResourceKey.Topic(cluster.cluster(), subject));
      if (topic.cluster().equals(cluster.cluster())) {
        boolean isThere = cluster.topics().containsKey(topic.name());
        if (!isThere && wanted.isPresent()) {
          warn("The topic " + topic.name() + " does not exist yet; its ACLs are judged anyway.");
        }
        if (isThere || wanted.isPresent()) {
          answers.add(
              new EffectiveAccess(cluster, servers.directory()).whoCan(operation, topic.name()));
        }
      }
    }
    return answers;
  }

  private void warn(String sentence) {
    session().terminal().err().print(new Page(errLook()).line(Style.WARN, sentence));
  }

  private Optional<PortName> port() {
    if (!subject.startsWith("urn:")) {
      return Optional.empty();
    }
    return Optional.of(PortUrn.parse(subject));
  }
}
