// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Port;
import dev.weft.model.mesh.Port.Compatibility;
import dev.weft.model.mesh.Product;
import dev.weft.model.name.ApplicationName;
import dev.weft.model.name.ProductName;
import dev.weft.model.topic.TopicNames;
import dev.weft.provisioner.adopt.ImportReport.Left;
import dev.weft.provisioner.resource.Acl.Operation;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.RegistrySnapshot;
import dev.weft.provisioner.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns what a cluster and a registry hold into manifests, in memory. Everything it writes has
/// been through the loader; what the loader would not take is left out and reported.
public final class Importer {

  private final ImportRequest request;
  private final SourceTree repository;
  private final ClusterSnapshot cluster;
  private final RegistrySnapshot registry;
  private final EnvironmentMesh mesh;
  private final LoadedMesh loaded;
  private final Rights rights;
  private final Applications applications;
  private final List<Left> left = new ArrayList<>();

  private Importer(
      ImportRequest request,
      SourceTree repository,
      ClusterSnapshot cluster,
      RegistrySnapshot registry,
      LoadedMesh loaded,
      EnvironmentMesh mesh) {
    this.request = request;
    this.repository = repository;
    this.cluster = cluster;
    this.registry = registry;
    this.loaded = loaded;
    this.mesh = mesh;
    this.rights = new Rights(cluster);
    this.applications = new Applications(request.domain(), cluster, mesh.applications().values());
  }

  /// Makes manifests for the topics of one cluster. Writes nothing anywhere.
  ///
  /// @param repository the mesh as it is; it must have a usable `mesh.yaml` and `teams.yaml`
  /// @param registry what all of the registry's groups hold
  /// @throws IllegalArgumentException when the mesh cannot be used or lacks the environment
  public static ImportReport importTopics(
      ImportRequest request,
      SourceTree repository,
      ClusterSnapshot cluster,
      RegistrySnapshot registry) {
    LoadedMesh loaded = MeshLoader.load(repository);
    EnvironmentMesh mesh = loaded.resolve(request.environment(), request.today()).mesh();
    if (mesh == null) {
      throw new IllegalArgumentException(
          "The mesh cannot be used in environment "
              + request.environment()
              + ". Run `weft validate` and correct it first.");
    }
    return new Importer(request, repository, cluster, registry, loaded, mesh).run();
  }

  private ImportReport run() {
    List<String> topics = topics();
    Map<String, String> writers = new TreeMap<>();
    for (String topic : topics) {
      writer(topic).ifPresent(principal -> writers.put(topic, principal));
    }
    var principals = new TreeSet<>(writers.values());
    writers.keySet().forEach(topic -> principals.addAll(rights.holders(topic, Operation.READ)));
    applications.name(principals, takenApplications());

    var drafts = new ArrayList<TopicDraft>();
    Map<String, String> products = productNames(writers.keySet());
    writers.forEach((topic, principal) ->
        draft(topic, principal, products.getOrDefault(topic, "")).ifPresent(drafts::add));
    return new ImportCheck(request, repository, loaded, mesh, cluster, registry, applications)
        .check(drafts, left);
  }

  private List<String> topics() {
    Map<String, Port> claimed = new HashMap<>();
    for (Product product : mesh.products()) {
      product.ports().forEach(port -> claimed.put(port.topic().name(), port));
    }
    var topics = new ArrayList<String>();
    for (String topic : new TreeSet<>(cluster.topics().keySet())) {
      if (!request.topics().matcher(topic).matches()) {
        continue;
      }
      Optional<String> problem = TopicNames.problem(topic, request.domain());
      Port port = claimed.get(topic);
      ClusterSnapshot.Topic seen = cluster.topics().get(topic);
      if (seen == null || seen.internal() || problem.isPresent()) {
        leave(
            "topic " + topic,
            "it belongs to Kafka or a tool" + problem.map(text -> " (" + text + ")").orElse(""),
            "Narrow --topics");
      } else if (port != null) {
        leave("topic " + topic, "the port " + port.name() + " describes it already", "Nothing");
      } else {
        topics.add(topic);
      }
    }
    return topics;
  }

  /// The one principal that a product's producer can be.
  private Optional<String> writer(String topic) {
    SortedSet<String> writers = rights.holders(topic, Operation.WRITE);
    SortedSet<String> wider = rights.widerWriters(topic);
    if (writers.isEmpty() && wider.isEmpty()) {
      leave(
          "topic " + topic,
          "nobody but super users may write to it, and a product needs a producer",
          "Give its writer WRITE and DESCRIBE on it and import again, or write its product by hand");
      return Optional.empty();
    }
    SortedSet<String> choice = writers.isEmpty() ? wider : writers;
    String best =
        choice.stream()
            .filter(principal -> rights.has(rights.topic(topic), principal, Operation.DESCRIBE))
            .findFirst()
            .orElse(choice.getFirst());
    return Optional.of(best);
  }

  private Set<String> takenApplications() {
    String folder = "domains/" + request.domain() + "/applications/";
    return repository.files().stream()
        .map(SourceFile::path)
        .filter(path -> path.startsWith(folder) && path.endsWith(".yaml"))
        .map(path -> path.substring(folder.length(), path.length() - ".yaml".length()))
        .collect(Collectors.toSet());
  }

  /// A name in the domain's own form gives its product's name; any other becomes one.
  private Map<String, String> productNames(Set<String> topics) {
    Set<String> taken = new HashSet<>(Set.of("applications", "policies"));
    String folder = "domains/" + request.domain() + "/";
    repository.files().stream()
        .map(SourceFile::path)
        .filter(path -> path.startsWith(folder))
        .map(path -> path.substring(folder.length()).split("/", 2)[0])
        .forEach(taken::add);
    Map<String, String> short2topic = new TreeMap<>();
    Map<String, String> names = new HashMap<>();
    for (String topic : topics) {
      String own = ownForm(topic).map(form -> form.group(1)).orElse(topic);
      short2topic.merge(own, topic, (one, other) -> "");
    }
    var origins = new TreeMap<String, String>();
    for (String topic : topics) {
      String own = ownForm(topic).map(form -> form.group(1)).orElse(topic);
      origins.put(topic, topic.equals(short2topic.get(own)) ? own : topic);
    }
    Map<String, String> legal = LegalNames.of(origins.values(), taken);
    origins.forEach((topic, origin) -> names.put(topic, legal.getOrDefault(origin, "")));
    return names;
  }

  private Optional<Matcher> ownForm(String topic) {
    String word = "([a-z][a-z0-9]*(?:-[a-z0-9]+)*)";
    Matcher matcher =
        Pattern.compile(
                Pattern.quote(request.domain())
                    + "\\."
                    + word
                    + "\\."
                    + word
                    + "\\.v([1-9][0-9]{0,7})")
            .matcher(topic);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  private Optional<TopicDraft> draft(String topic, String principal, String product) {
    ClusterSnapshot.Topic seen = cluster.topics().get(topic);
    Optional<Matcher> form = ownForm(topic);
    String port = form.map(matcher -> matcher.group(2)).orElse("records");
    Optional<SchemaFiles.Found> schema = schema(topic, port);
    if (schema.isEmpty() || seen == null) {
      return Optional.empty();
    }
    ResourceKey.Artifact key = schema.get().key();
    RegistrySnapshot.Artifact artifact = key == null ? null : registry.artifacts().get(key);
    Compatibility rule = artifact == null ? null : artifact.compatibility();
    var readers = new TreeMap<String, ApplicationName>();
    for (String reader : rights.holders(topic, Operation.READ)) {
      ApplicationName application = applications.require(reader);
      if (rights.canBeGranted(topic, reader, application)) {
        readers.put(reader, application);
      }
    }
    return Optional.of(
        new TopicDraft(
            topic,
            seen,
            product,
            port,
            form.map(matcher -> Integer.parseInt(matcher.group(3))).orElse(1),
            applications.require(principal),
            principal,
            schema.get(),
            rule == null ? Compatibility.NONE : rule,
            readers));
  }

  private Optional<SchemaFiles.Found> schema(String topic, String name) {
    var files = new SchemaFiles(registry, request.domain());
    List<ResourceKey.Artifact> candidates = files.candidates(topic);
    if (candidates.isEmpty()) {
      if (request.isWithoutSchema()) {
        return Optional.of(SchemaFiles.open(name));
      }
      leave(
          "topic " + topic,
          "the registry has no schema " + topic + "-value in any group",
          "Register it there, or import with --without-schema, which takes any JSON object");
      return Optional.empty();
    }
    ResourceKey.Artifact first = candidates.getFirst();
    for (ResourceKey.Artifact other : candidates.subList(1, candidates.size())) {
      leave(
          "schema " + other.group() + "/" + other.artifact(),
          "the topic is imported with " + first.group() + "/" + first.artifact(),
          "Compare the two");
    }
    Optional<String> problem = files.problem(first);
    if (problem.isPresent()) {
      leave(
          "topic " + topic,
          "its schema "
              + first.group()
              + "/"
              + first.artifact()
              + " cannot be written to a file: "
              + problem.get(),
          "Write its product by hand");
      return Optional.empty();
    }
    return Optional.of(files.files(first, name));
  }

  private void leave(String what, String why, String advice) {
    left.add(new Left(what, why, advice));
  }

  /// The product that a draft becomes.
  static ProductName product(ImportRequest request, TopicDraft draft) {
    return new ProductName(request.domain(), draft.product());
  }
}
