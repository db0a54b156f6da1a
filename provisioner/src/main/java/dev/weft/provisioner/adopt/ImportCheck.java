// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.MeshLoader;
import dev.weft.model.load.Resolution;
import dev.weft.model.load.SourceTree;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ApplicationName;
import dev.weft.provisioner.adopt.ImportFiles.Made;
import dev.weft.provisioner.adopt.ImportReport.Left;
import dev.weft.provisioner.resource.ClusterSnapshot;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.RegistrySnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Puts drafts through the loader until what is left of them has no error.
final class ImportCheck {

  private final ImportRequest request;
  private final SourceTree repository;
  private final List<String> environments;
  private final Set<Diagnostic> before;
  private final ImportFiles maker;
  private final Differences differences;
  private final Applications applications;

  ImportCheck(
      ImportRequest request,
      SourceTree repository,
      LoadedMesh loaded,
      EnvironmentMesh mesh,
      ClusterSnapshot cluster,
      RegistrySnapshot registry,
      Applications applications) {
    this.request = request;
    this.repository = repository;
    this.environments =
        loaded.environments().stream().filter(name -> !name.equals(request.environment())).toList();
    this.before = new HashSet<>(loaded.validate(request.today()));
    this.maker =
        new ImportFiles(request, repository, loaded, mesh, cluster.cluster(), applications);
    this.differences = new Differences(request, cluster, registry, applications);
    this.applications = applications;
  }

  ImportReport check(List<TopicDraft> drafts, List<Left> left) {
    List<TopicDraft> good = List.copyOf(drafts);
    while (true) {
      Made made = maker.of(good);
      LoadedMesh after =
          MeshLoader.load(new OverlayTree(repository, made.added(), made.appended()));
      List<Diagnostic> errors =
          after.validate(request.today()).stream()
              .filter(Diagnostic::isBlocking)
              .filter(error -> !before.contains(error))
              .toList();
      if (errors.isEmpty()) {
        return report(good, made, after.resolve(request.environment(), request.today()), left);
      }
      good = without(good, made, errors, left);
    }
  }

  private List<TopicDraft> without(
      List<TopicDraft> drafts, Made made, List<Diagnostic> errors, List<Left> left) {
    var kept = new ArrayList<TopicDraft>();
    for (TopicDraft draft : drafts) {
      TopicDraft checked = draft;
      for (Diagnostic error : errors) {
        if (checked != null) {
          checked = judged(checked, made, error, left);
        }
      }
      if (checked != null) {
        kept.add(checked);
      }
    }
    if (kept.equals(drafts)) {
      // Nobody's fault in particular, such as a list of teams that cannot be extended.
      left.add(
          new Left(
              drafts.size() + " topics",
              "with their manifests the mesh would have an error: " + errors.getFirst(),
              "Correct that by hand and import again"));
      return List.of();
    }
    return kept;
  }

  /// @return the draft, without the reader or altogether null where the error is about it
  private @Nullable TopicDraft judged(
      TopicDraft draft, Made made, Diagnostic error, List<Left> left) {
    String file = error.location().file();
    String principal = made.principals().getOrDefault(file, "");
    boolean isItsOwn =
        draft.topic().equals(made.topics().get(file))
            || draft.principal().equals(principal)
            || !made.topics().containsKey(file)
                && error.message().contains("`" + draft.topic() + "`");
    for (var reader : draft.readers().entrySet()) {
      boolean isGrant =
          file.endsWith("/access/" + TopicDraft.grantName(reader.getValue()) + ".yaml");
      if (isItsOwn && isGrant || reader.getKey().equals(principal)) {
        left.add(left("grant of " + reader.getValue() + " on " + draft.topic(), error));
        return withoutReader(draft, reader.getKey());
      }
    }
    if (isItsOwn) {
      left.add(left("topic " + draft.topic(), error));
      return null;
    }
    return draft;
  }

  private static Left left(String what, Diagnostic error) {
    return new Left(
        what,
        "its manifest would have an error: " + error.message().replaceAll("\\.$", ""),
        error.hint().isEmpty() ? "Write it by hand" : "To write it by hand: " + error.hint());
  }

  private static TopicDraft withoutReader(TopicDraft draft, String principal) {
    var readers = new TreeMap<>(draft.readers());
    readers.remove(principal);
    return new TopicDraft(
        draft.topic(),
        draft.seen(),
        draft.product(),
        draft.port(),
        draft.major(),
        draft.producer(),
        draft.principal(),
        draft.schema(),
        draft.compatibility(),
        readers);
  }

  private ImportReport report(
      List<TopicDraft> drafts, Made made, Resolution after, List<Left> left) {
    EnvironmentMesh mesh = after.mesh();
    if (mesh == null) {
      throw new IllegalStateException("a mesh without new errors does not resolve");
    }
    SortedSet<String> topics = new TreeSet<>();
    SortedSet<Owner> owners = new TreeSet<>();
    for (TopicDraft draft : drafts) {
      topics.add(draft.topic());
      owners.add(Owner.of(Importer.product(request, draft)));
      owners.add(Owner.of(draft.producer()));
      for (ApplicationName reader : draft.readers().values()) {
        owners.add(Owner.of(reader));
      }
    }
    owners.removeIf(owner ->
        owner.kind() == Owner.Kind.APPLICATION
            && made.principals().values().stream()
                .noneMatch(principal -> Owner.of(applications.require(principal)).equals(owner)));
    left.addAll(differences.left(drafts));
    if (!drafts.isEmpty() && !environments.isEmpty()) {
      left.add(
          new Left(
              "other environments (" + String.join(", ", environments) + ")",
              "products are in every environment, so plans there will create these topics",
              "Import there too, or look at those plans before they are applied"));
    }
    return new ImportReport(
        made.added(), made.appended(), topics, owners, differences.additions(drafts, mesh), left);
  }
}
