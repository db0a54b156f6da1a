// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.adopt;

import dev.weft.model.load.LoadedMesh;
import dev.weft.model.load.SourceFile;
import dev.weft.model.load.SourceTree;
import dev.weft.model.manifest.Access;
import dev.weft.model.manifest.Defaults;
import dev.weft.model.manifest.DomainManifest;
import dev.weft.model.manifest.MeshManifest;
import dev.weft.model.mesh.EnvironmentMesh;
import dev.weft.model.name.ApplicationName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The files of drafts, with the domain, team and applications that they need.
final class ImportFiles {

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern TEAM = Pattern.compile("(?m)^( *)- name:.*$");

  private final ImportRequest request;
  private final SourceTree repository;
  private final LoadedMesh loaded;
  private final EnvironmentMesh mesh;
  private final String clusterName;
  private final Applications applications;

  /// What files are made of which draft.
  ///
  /// @param added content by path
  /// @param appended text by path
  /// @param topics topic by path, for the files of one draft alone
  /// @param principals principal by path of its application
  record Made(
      SortedMap<String, String> added,
      SortedMap<String, String> appended,
      Map<String, String> topics,
      Map<String, String> principals) {}

  ImportFiles(
      ImportRequest request,
      SourceTree repository,
      LoadedMesh loaded,
      EnvironmentMesh mesh,
      String clusterName,
      Applications applications) {
    this.request = request;
    this.repository = repository;
    this.loaded = loaded;
    this.mesh = mesh;
    this.clusterName = clusterName;
    this.applications = applications;
  }

  Made of(List<TopicDraft> drafts) {
    var added = new TreeMap<String, String>();
    var appended = new TreeMap<String, String>();
    Map<String, String> topics = new HashMap<>();
    Map<String, String> principals = new HashMap<>();
    var used = new TreeSet<String>();
    for (TopicDraft draft : drafts) {
      used.add(draft.principal());
      used.addAll(draft.readers().keySet());
      product(draft)
          .forEach((path, text) -> {
            added.put(path, text);
            topics.put(path, draft.topic());
          });
    }
    for (String principal : used) {
      if (applications.isFresh(principal)) {
        String path = Applications.path(applications.require(principal));
        added.put(path, applications.manifest(principal));
        principals.put(path, principal);
      }
    }
    if (!drafts.isEmpty()) {
      domain(added, appended);
    }
    return new Made(added, appended, topics, principals);
  }

  private Map<String, String> product(TopicDraft draft) {
    String folder = "domains/" + request.domain() + "/" + draft.product() + "/";
    boolean isFirst = mesh.clusters().firstKey().equals(clusterName);
    var files = new TreeMap<String, String>();
    boolean isOnly = loaded.environments().size() == 1;
    files.put(
        folder + "product.yaml",
        draft.manifest(
            isFirst ? null : clusterName,
            isOnly ? null : request.environment(),
            defaults().topic().config().keySet()));
    draft.schema().files().forEach((path, text) -> files.put(folder + path, text));
    draft
        .readers()
        .values()
        .forEach(reader ->
            files.put(
                folder + "access/" + TopicDraft.grantName(reader) + ".yaml", grant(draft, reader)));
    return files;
  }

  private String grant(TopicDraft draft, ApplicationName reader) {
    Access access = access();
    List<String> purposes = access.purposes() == null ? List.of() : access.purposes();
    Duration longest = access.longest();
    LocalDate expires = null;
    if (longest != null) {
      Duration time = longest.compareTo(LONGEST) < 0 ? longest : LONGEST;
      expires = request.today().plusDays(time.toDays());
    }
    return draft.grant(
        reader,
        purposes.isEmpty() ? "existing-use" : purposes.getFirst(),
        expires == null ? null : expires.toString());
  }

  private Access access() {
    return defaults().access();
  }

  private Defaults defaults() {
    MeshManifest manifest = loaded.mesh().orElseThrow();
    Defaults defaults = manifest.defaults();
    MeshManifest.Environment environment = manifest.environments().get(request.environment());
    if (environment != null) {
      defaults = defaults.overlaidBy(environment.defaults());
    }
    DomainManifest domain = loaded.domains().get(request.domain());
    return domain == null ? defaults : defaults.overlaidBy(domain.defaults());
  }

  private void domain(Map<String, String> added, Map<String, String> appended) {
    String path = "domains/" + request.domain() + "/domain.yaml";
    if (paths().contains(path)) {
      return;
    }
    var teams =
        loaded.teams().stream()
            .flatMap(list -> list.teams().stream())
            .map(team -> team.name())
            .collect(Collectors.toSet());
    String usual = request.domain() + "-team";
    String owner =
        !teams.contains(usual) && teams.contains(request.domain()) ? request.domain() : usual;
    added.put(
        path,
        new YamlText("Domain", request.domain(), request.domain())
            .line("  owner: " + owner)
            .toString());
    if (!teams.contains(owner)) {
      team(owner, added, appended);
    }
  }

  private void team(String owner, Map<String, String> added, Map<String, String> appended) {
    String path = "teams.yaml";
    if (!paths().contains(path)) {
      added.put(
          path,
          new YamlText("TeamList", "teams", "Teams")
              .line("  teams:")
              .line("    - name: " + owner)
              .toString());
      return;
    }
    String text = read(path);
    String indent = lastTeamIndent(text);
    if (indent != null) {
      appended.put(path, (text.endsWith("\n") ? "" : "\n") + indent + "- name: " + owner + "\n");
    }
  }

  /// The list of teams is the last thing of its file; where it is not, the loader will say so.
  private static @Nullable String lastTeamIndent(String text) {
    Matcher matcher = TEAM.matcher(text);
    String indent = null;
    while (matcher.find()) {
      indent = matcher.group(1);
    }
    return indent;
  }

  private List<String> paths() {
    return repository.files().stream().map(SourceFile::path).toList();
  }

  private String read(String path) {
    try {
      return new String(repository.read(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
