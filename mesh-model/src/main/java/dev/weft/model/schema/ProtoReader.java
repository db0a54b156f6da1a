// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.schema;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.diagnostic.Location;
import dev.weft.model.schema.Dependencies.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads Protobuf schemas: resolves imports and names as the Protobuf compiler does, except that
/// imports are relative to the file they stand in.
final class ProtoReader {

  private final SchemaFiles files;

  ProtoReader(SchemaFiles files) {
    this.files = files;
  }

  SchemaReader.Result read(String path, @Nullable String message, List<String> references)
      throws Refusal {
    ProtoFile root = files.proto(path);
    Imports imports = new Imports();
    List<ProtoFile> order = Dependencies.order(root, imports);
    Linked linked = new Linked(order, imports);
    linked.check(order);
    String name = messageName(root, message);
    if (!(root.types().get(name) instanceof MessageElement element)) {
      throw new IllegalStateException("chosen from the messages of the file: " + name);
    }
    Location at =
        new Location(path, element.getLocation().getLine(), element.getLocation().getColumn());
    List<Field> fields = new ProtoFields(linked, at).flatten(name, element);
    List<SchemaDocument> documents = new ArrayList<>();
    for (ProtoFile file : order) {
      documents.add(
          new SchemaDocument(
              file.path(),
              SchemaFormat.PROTOBUF,
              file.path(),
              file.content(),
              file.canonical(),
              imports.edges(file).stream()
                  .map(edge -> new SchemaDocument.Use(edge.name(), edge.path()))
                  .sorted(Comparator.comparing(SchemaDocument.Use::name))
                  .toList()));
    }
    return new SchemaReader.Result(
        new PortSchema(
            documents.getLast(), name, documents.subList(0, documents.size() - 1), fields),
        ReferencePaths.unused(files, root.path(), references, documents));
  }

  private static String messageName(ProtoFile root, @Nullable String message) throws Refusal {
    Location at = Location.ofFile(root.path());
    if (message != null) {
      if (root.types().get(message) instanceof MessageElement) {
        return message;
      }
      throw ReferencePaths.noSuchMessage(at, message, root.messages());
    }
    if (root.messages().isEmpty()) {
      throw new Refusal(
          at,
          SchemaRules.NO_MESSAGE,
          "The file defines no message at its top.",
          "Add the message that the values of the port are.");
    }
    if (root.messages().size() > 1) {
      throw ReferencePaths.manyMessages(at, root.messages());
    }
    return root.messages().getFirst();
  }

  /// Finds the files that imports mean.
  private final class Imports implements Dependencies.Lookup<ProtoFile> {

    private final Map<String, List<Edge>> edges = new HashMap<>();

    @Override
    public ProtoFile file(String path) throws Refusal {
      return files.proto(path);
    }

    @Override
    public List<Edge> edges(ProtoFile file) throws Refusal {
      List<Edge> known = edges.get(file.path());
      if (known != null) {
        return known;
      }
      List<Edge> found = new ArrayList<>();
      List<Diagnostic> problems = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (ProtoFile.Import imported : file.imports()) {
        if (ProtoWellKnown.isFile(imported.name())) {
          continue;
        }
        try {
          if (!names.add(imported.name())) {
            throw new Refusal(
                imported.location(),
                SchemaRules.DUPLICATE_NAME,
                "`" + imported.name() + "` is imported twice.",
                "Remove one of the two.");
          }
          found.add(edge(imported));
        } catch (Refusal e) {
          problems.addAll(e.diagnostics());
        }
      }
      if (!problems.isEmpty()) {
        throw new Refusal(problems);
      }
      edges.put(file.path(), found);
      return found;
    }

    private Edge edge(ProtoFile.Import imported) throws Refusal {
      if (imported.name().startsWith(ProtoWellKnown.PREFIX)) {
        throw new Refusal(
            imported.location(),
            SchemaRules.MISSING_REFERENCE,
            "`" + imported.name() + "` is not one of the files that come with Protobuf.",
            Nearest.hint(
                imported.name(),
                ProtoWellKnown.files().stream()
                    .map(stem -> ProtoWellKnown.PREFIX + stem + ".proto")
                    .toList(),
                "Correct the import."));
      }
      String path = ReferencePaths.named(files, imported.location(), imported.name());
      if (!path.endsWith(".proto")) {
        throw new Refusal(
            imported.location(),
            SchemaRules.UNSUPPORTED_FORMAT,
            "`" + imported.name() + "` is not a `.proto` file.",
            "Import Protobuf files only.");
      }
      return new Edge(imported.name(), path, imported.location());
    }
  }

  /// All types of all files, and who sees which.
  private static final class Linked implements ProtoFields.Types {

    private final Map<String, TypeElement> elements = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Set<String>> visible = new HashMap<>();

    Linked(List<ProtoFile> order, Imports imports) throws Refusal {
      Map<String, Set<String>> exported = new HashMap<>();
      for (ProtoFile file : order) {
        Set<String> sees = new HashSet<>(Set.of(file.path()));
        Set<String> exports = new HashSet<>(Set.of(file.path()));
        Map<String, String> targets =
            imports.edges(file).stream().collect(Collectors.toMap(Edge::name, Edge::path));
        for (ProtoFile.Import imported : file.imports()) {
          String target = targets.getOrDefault(imported.name(), imported.name());
          Set<String> reached = exported.getOrDefault(target, Set.of(target));
          sees.addAll(reached);
          if (imported.visible()) {
            exports.addAll(reached);
          }
        }
        visible.put(file.path(), sees);
        exported.put(file.path(), exports);
        define(file);
      }
    }

    private void define(ProtoFile file) throws Refusal {
      for (Map.Entry<String, TypeElement> type : file.types().entrySet()) {
        elements.put(type.getKey(), type.getValue());
        String other = owners.put(type.getKey(), file.path());
        if (other != null) {
          throw new Refusal(
              at(file, type.getValue().getLocation()),
              SchemaRules.DUPLICATE_NAME,
              "The type `" + type.getKey() + "` is also defined in `" + other + "`.",
              "Define it in one file and import that file.");
        }
      }
      if (owners.size() > Limits.TYPES) {
        throw new Refusal(
            Location.ofFile(file.path()),
            SchemaRules.TOO_LARGE,
            "The schema has more than "
                + Limits.TYPES
                + " messages and enums, those of its imports included.",
            "Split it.");
      }
    }

    void check(List<ProtoFile> order) throws Refusal {
      List<Diagnostic> problems = new ArrayList<>();
      for (ProtoFile file : order) {
        for (Map.Entry<String, TypeElement> type : file.types().entrySet()) {
          if (type.getValue() instanceof MessageElement message) {
            for (FieldElement field : ProtoChecks.fields(message)) {
              checkField(file, type.getKey(), field, problems);
            }
          }
        }
        for (ServiceElement service : file.services()) {
          for (RpcElement rpc : service.getRpcs()) {
            checkType(file, file.packageName(), rpc.getRequestType(), rpc.getLocation(), problems);
            checkType(file, file.packageName(), rpc.getResponseType(), rpc.getLocation(), problems);
          }
        }
      }
      if (!problems.isEmpty()) {
        throw new Refusal(problems);
      }
    }

    private void checkField(
        ProtoFile file, String scope, FieldElement field, List<Diagnostic> problems) {
      for (String type : ProtoFields.named(field.getType())) {
        if (!ProtoFields.isScalar(type)) {
          checkType(file, scope, type, field.getLocation(), problems);
        }
      }
      if (ProtoFields.isMap(field.getType())) {
        String key = ProtoFields.mapKey(field.getType());
        if (!ProtoFields.isScalar(key) || Set.of("double", "float", "bytes").contains(key)) {
          problems.add(
              Diagnostic.error(
                  at(file, field.getLocation()),
                  SchemaRules.INVALID,
                  "`" + key + "` cannot be the key of a map.",
                  "Use `string`, `bool` or a type of whole numbers."));
        }
      }
    }

    private void checkType(
        ProtoFile file,
        String scope,
        String name,
        com.squareup.wire.schema.Location place,
        List<Diagnostic> problems) {
      Set<String> sees = visible.getOrDefault(file.path(), Set.of());
      String found = lookup(name, scope);
      ProtoWellKnown.Type known = found == null ? wellKnown(name, scope) : null;
      if ((found != null && sees.contains(owners.get(found)))
          || (known != null && sees.contains(known.file()))) {
        return;
      }
      if (problems.size() >= 100) {
        return;
      }
      String hint;
      if (found != null) {
        hint = "Import `" + owners.get(found) + "`, which defines it.";
      } else if (known != null) {
        hint = "Add `import \"" + known.file() + "\";`.";
      } else {
        List<String> simple =
            elements.keySet().stream()
                .map(full -> full.substring(full.lastIndexOf('.') + 1))
                .toList();
        hint = Nearest.hint(name, simple, "Import the file that defines it.");
      }
      problems.add(
          Diagnostic.error(
              at(file, place),
              SchemaRules.UNKNOWN_TYPE,
              "The type `" + name + "` is defined neither here nor in an imported file.",
              hint));
    }

    /// The innermost scope that has the name wins.
    private @Nullable String lookup(String name, String scope) {
      if (name.startsWith(".")) {
        String full = name.substring(1);
        return elements.containsKey(full) ? full : null;
      }
      for (String outer = scope; !outer.isEmpty(); outer = AvroNames.namespaceOf(outer)) {
        String full = outer + "." + name;
        if (elements.containsKey(full)) {
          return full;
        }
      }
      return elements.containsKey(name) ? name : null;
    }

    private static ProtoWellKnown.@Nullable Type wellKnown(String name, String scope) {
      String plain = name.startsWith(".") ? name.substring(1) : name;
      if (scope.startsWith("google.") && plain.startsWith("protobuf.")) {
        plain = "google." + plain;
      }
      return ProtoWellKnown.find(plain);
    }

    @Override
    public ProtoFields.Found find(String name, String scope) {
      String full = lookup(name, scope);
      if (full != null) {
        return new ProtoFields.Found(full, elements.get(full));
      }
      return new ProtoFields.Found(name.startsWith(".") ? name.substring(1) : name, null);
    }

    private static Location at(ProtoFile file, com.squareup.wire.schema.Location place) {
      return new Location(
          file.path(), Math.max(0, place.getLine()), Math.max(0, place.getColumn()));
    }
  }
}
