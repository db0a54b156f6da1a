// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance;

import dev.weft.model.load.LoadedMesh;
import dev.weft.model.manifest.ApplicationManifest;
import dev.weft.model.manifest.DeclaredReads;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.mesh.Application;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.mesh.Reads;
import dev.weft.model.name.ApplicationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whose words it is that an application reads so and so, or is ready for a change: what its own
/// manifest says before the change, and what the change says with the approval of the team that
/// owns the application before the change. Else a producer could say it for those it breaks.
final class ReaderWords {

  private final LoadedMesh base;
  private final LoadedMesh head;
  private final Set<String> approvedBy;

  ReaderWords(LoadedMesh base, LoadedMesh head, Circumstances circumstances) {
    this.base = base;
    this.head = head;
    this.approvedBy = circumstances.approvedBy();
  }

  /// The environments of before, where applications say what their teams agreed to.
  ///
  /// @param proposed the environments of after
  Map<String, EnvironmentMesh> agreed(
      Map<String, EnvironmentMesh> known, Map<String, EnvironmentMesh> proposed) {
    Map<String, EnvironmentMesh> agreed = new TreeMap<>();
    known.forEach(
        (name, mesh) -> agreed.put(name, agreed(mesh, Optional.ofNullable(proposed.get(name)))));
    return agreed;
  }

  private EnvironmentMesh agreed(EnvironmentMesh known, Optional<EnvironmentMesh> proposed) {
    SortedMap<ApplicationName, Application> applications = new TreeMap<>();
    known
        .applications()
        .forEach((name, application) -> {
          List<Reads> now =
              proposed
                  .map(mesh -> mesh.applications().get(name))
                  .map(Application::reads)
                  .filter(_ -> isApproved(name))
                  .orElse(application.reads());
          applications.put(name, application.reading(now));
        });
    return known.with(Collections.unmodifiableSortedMap(applications));
  }

  /// Applications for which the change says something new without the approval of their team.
  List<String> unproven() {
    List<String> names = new ArrayList<>();
    head.applications()
        .forEach((name, application) -> {
          ApplicationManifest before = base.applications().get(name);
          boolean isOther =
              before != null
                  && (!words(before).equals(words(application))
                      || !schemas(base, before).equals(schemas(head, application)));
          if (isOther && !isApproved(name)) {
            names.add(name.toString());
          }
        });
    return names;
  }

  private record Words(DeclaredReads reads) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Words(DeclaredReads others)
          && others.port().equals(reads.port())
          && others.fields().equals(reads.fields())
          && String.valueOf(others.schema()).equals(String.valueOf(reads.schema()))
          && others.acknowledged().equals(reads.acknowledged());
    }

    @Override
    public int hashCode() {
      return reads.port().hashCode();
    }
  }

  private static Set<Words> words(ApplicationManifest application) {
    Set<Words> words = new HashSet<>();
    application.reads().forEach(reads -> words.add(new Words(reads)));
    return words;
  }

  private static List<String> schemas(LoadedMesh mesh, ApplicationManifest application) {
    return application.reads().stream()
        .flatMap(reads -> mesh.reader(application.id(), reads.port()).stream())
        .map(schema -> schema.document().digest())
        .sorted()
        .toList();
  }

  private boolean isApproved(ApplicationName name) {
    return owners(name).stream().anyMatch(approvedBy::contains);
  }

  /// The team of the application, and that of its domain, to which the file belongs.
  private Set<String> owners(ApplicationName name) {
    Set<String> owners = new HashSet<>();
    ApplicationManifest application = base.applications().get(name);
    if (application != null) {
      Optional.ofNullable(application.owner()).ifPresent(owners::add);
      Optional.ofNullable(base.domains().get(name.domain()))
          .map(DomainManifest::owner)
          .ifPresent(owners::add);
    }
    return owners;
  }
}
