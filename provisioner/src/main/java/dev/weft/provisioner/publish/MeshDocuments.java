// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.publish;

import dev.weft.governance.policy.Modes;
import dev.weft.governance.policy.Point;
import dev.weft.governance.policy.PolicySet;
import dev.weft.model.event.MeshDocument;
import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.manifest.PolicyManifest;
import dev.weft.model.manifest.TeamListManifest;
import dev.weft.model.manifest.TermManifest;
import dev.weft.model.mesh.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The document about the mesh itself.
final class MeshDocuments {

  private static final Comparator<MeshDocument.Policy> ORDER =
      Comparator.comparing(
              MeshDocument.Policy::domain, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(MeshDocument.Policy::name);

  private MeshDocuments() {}

  /// @param purposes all that some port allows
  static MeshDocument of(Publication publication, List<String> purposes) {
    LoadedMesh loaded = publication.loaded();
    Map<String, String> titles =
        loaded.mesh().<Map<String, String>>map(MeshManifest::clusters).orElse(Map.of());
    return new MeshDocument(
        publication.mesh().name(),
        loaded.mesh().map(mesh -> mesh.header().title()).orElse(publication.mesh().name()),
        publication.mesh().environment(),
        publication.commit(),
        publication.mesh().clusters().keySet().stream()
            .map(name -> new MeshDocument.Cluster(name, titles.getOrDefault(name, name)))
            .toList(),
        loaded.teams().map(TeamListManifest::teams).orElse(List.of()).stream()
            .map(MeshDocuments::team)
            .toList(),
        loaded.terms().stream()
            .map(MeshDocuments::term)
            .sorted(Comparator.comparing(MeshDocument.Term::name))
            .toList(),
        policies(publication),
        purposes);
  }

  private static MeshDocument.Team team(TeamListManifest.Team team) {
    return new MeshDocument.Team(
        team.name(), team.title(), team.email(), team.chat(), team.onCall(), team.members());
  }

  private static MeshDocument.Term term(TermManifest term) {
    Port.Classification classification = term.classification();
    return new MeshDocument.Term(
        term.name(),
        term.header().title(),
        term.description(),
        term.type(),
        term.format(),
        classification == null ? null : Words.of(classification),
        term.synonyms(),
        term.owner());
  }

  private static List<MeshDocument.Policy> policies(Publication publication) {
    var all = new ArrayList<>(publication.policies());
    List<PolicyManifest> own = publication.loaded().policies();
    for (PolicyManifest written : own) {
      PolicyManifest policy = PolicySet.whole(written, own);
      all.add(
          new MeshDocument.Policy(
              policy.name(),
              policy.header().title(),
              policy.description(),
              policy.domain(),
              policy.severity(),
              Modes.of(policy).at(Point.APPLY, publication.at()).word()));
    }
    return all.stream().sorted(ORDER).toList();
  }
}
