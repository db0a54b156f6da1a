// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

import java.util.List;

/// Every rule that a diagnostic of this module can name. The page of rules is generated from here.
public final class RuleCatalogue {

  /// A rule.
  ///
  /// @param id `area/kebab-case`
  /// @param severity how much it matters
  /// @param summary what it says, in one sentence
  /// @param advice why it is a rule, or what to do; may be empty
  public record Rule(String id, Severity severity, String summary, String advice) {}

  private static final List<Rule> RULES =
      List.of(
          error(
              Rules.SOURCE_UNREADABLE,
              "A file cannot be read.",
              "Nothing is concluded from a file that cannot be read; what it describes keeps its last good state."),
          error(
              Rules.SOURCE_TOO_LARGE,
              "A file is larger than allowed.",
              "Manifests, schemas and descriptions have at most 1 MiB."),
          error(
              Rules.SOURCE_TOO_MANY,
              "The repository has more files, or more bytes in them, than allowed.",
              "At most 200,000 files and 256 MiB in all; keep records and binaries elsewhere."),
          error(
              Rules.SOURCE_SYMLINK,
              "A symbolic link is ignored.",
              "A link can lead out of the repository. Put the file itself there."),
          error(
              Rules.SOURCE_SPECIAL,
              "Something that is neither a file nor a folder is ignored.",
              "Submodules, devices and sockets have no place in a mesh."),
          error(
              Rules.SOURCE_UNSAFE_PATH,
              "A path leads out of the repository or has characters that are not allowed.",
              "Paths are relative, stay inside the repository, and use `/`."),
          error(
              Rules.SOURCE_CASE_COLLISION,
              "Two files differ only in upper and lower case.",
              "Many file systems take them for one file. Rename one."),
          error(Rules.SOURCE_ENCODING, "A file is not UTF-8.", "Save it as UTF-8."),
          warning(
              Rules.SOURCE_UNEXPECTED,
              "No rule says what this file is for.",
              "Move it to the place where it is read, or remove it."),
          error(
              Rules.YAML_SYNTAX,
              "A file is not valid YAML.",
              "The place is where reading had to stop; the mistake is there or just above."),
          error(
              Rules.YAML_EMPTY, "A file has no content.", "Write the manifest or remove the file."),
          error(
              Rules.YAML_SEVERAL_DOCUMENTS,
              "A file has more than one YAML document.",
              "One manifest per file."),
          error(
              Rules.YAML_ANCHOR,
              "Anchors, aliases and merge keys are refused.",
              "A manifest means what it shows. What many products share belongs into `defaults`."),
          error(
              Rules.YAML_TAG,
              "YAML tags are refused.",
              "Values are texts, numbers, true or false, lists and mappings."),
          error(
              Rules.YAML_DUPLICATE_KEY,
              "A mapping has one key twice.",
              "Which of the two counts would be a guess. Keep one."),
          error(Rules.YAML_KEY, "A key is not a text.", ""),
          error(
              Rules.YAML_CONTROL_CHARACTER,
              "A file contains an invisible control character.",
              "Such characters can hide what a file says. Remove it."),
          error(Rules.YAML_TOO_DEEP, "Values are nested too deep.", "At most 30 levels."),
          error(
              Rules.YAML_TOO_LARGE,
              "A file has too many values.",
              "At most 20,000 keys and values."),
          error(Rules.MANIFEST_MISSING_FILE, "A file that must exist does not.", ""),
          error(
              Rules.MANIFEST_WRONG_KIND,
              "A manifest's `kind` or `apiVersion` is not what its place asks for.",
              "The folder decides what a file describes."),
          error(
              Rules.MANIFEST_WRONG_NAME,
              "`metadata.name` differs from the name of the file or folder.",
              "The folder decides; keep both the same."),
          error(
              Rules.MANIFEST_BAD_NAME,
              "A name does not follow the rule for names.",
              "Lower-case words joined by `-`, beginning with a letter, at most 63 characters."),
          error(
              Rules.MANIFEST_UNKNOWN_KEY,
              "A key is not part of the language.",
              "It would be ignored silently, so it is refused."),
          error(Rules.MANIFEST_MISSING_KEY, "A required key is missing.", ""),
          error(Rules.MANIFEST_NO_VALUE, "A key has no value.", "Give it one, or remove the key."),
          error(Rules.MANIFEST_WRONG_TYPE, "A value has the wrong type.", ""),
          error(
              Rules.MANIFEST_BAD_VALUE,
              "A value is not written as it must be, or lies outside its range.",
              ""),
          error(Rules.MANIFEST_UNKNOWN_WORD, "A value is none of the allowed words.", ""),
          error(Rules.MANIFEST_DUPLICATE, "A name occurs twice in one list.", ""),
          error(
              Rules.MANIFEST_CONFLICT,
              "Two keys contradict each other, or one makes no sense without another.",
              ""),
          error(Rules.REFERENCE_UNKNOWN, "Something is named that does not exist.", ""),
          error(Rules.REFERENCE_UNKNOWN_FILE, "A file is named that does not exist.", ""),
          note(
              Rules.REFERENCE_BROKEN,
              "Something is left as it is because a manifest it needs has errors.",
              "Correct that manifest first."),
          error(
              Rules.REFERENCE_NOT_ISSUED,
              "A term is issued by a product that has no port keyed by it.",
              "Whoever gives new values of an identifier has a port with one record for each."),
          error(
              Rules.REFERENCE_CYCLE,
              "Products are each other's inputs.",
              "Records would go round for ever. Break the circle at one product."),
          warning(
              Rules.REFERENCE_RETIRED,
              "A port that is retired or still a draft is used as input.",
              "No records will come."),
          warning(
              Rules.REFERENCE_DEPRECATED,
              "A deprecated port is used as input.",
              "Move to the port that replaces it."),
          error(
              Rules.NAMING_TEMPLATE,
              "The template for topic names cannot give each port a name of its own.",
              "It must contain `{domain}`, `{product}`, `{port}` and `{major}`."),
          error(
              Rules.NAMING_TOPIC_NAME,
              "A topic name is not legal in Kafka.",
              "Letters, digits, `.`, `_` and `-`, at most 249 characters; names that begin with `__` are Kafka's own."),
          error(Rules.NAMING_TOPIC_TAKEN, "Two ports claim one topic.", ""),
          error(
              Rules.NAMING_TOPIC_COLLISION,
              "Two topic names differ only in `.` and `_`.",
              "Kafka's metrics cannot tell them apart, and brokers refuse the second."),
          error(Rules.TOPIC_UNKNOWN_CONFIG, "A topic config is not known to Kafka.", ""),
          error(Rules.TOPIC_BAD_CONFIG, "The value of a topic config is not allowed.", ""),
          error(
              Rules.TOPIC_BOTH_WORDS,
              "A setting is given both as a word of the language and as a raw config.",
              "Which of the two counts would be a guess. Keep one."),
          error(
              Rules.TOPIC_NOT_WRITABLE,
              "A topic asks for more in-sync replicas than it has replicas.",
              "No producer with `acks=all` could ever write to it."),
          error(
              Rules.TOPIC_COMPACTED_WITHOUT_KEY,
              "A compacted topic has no key.",
              "Compaction keeps the last record of each key, and brokers refuse records without one."),
          error(
              Rules.TOPIC_NO_CLUSTER, "A port is available on no cluster of the environment.", ""),
          error(
              Rules.LINK_MISSING,
              "A port is available on a cluster to which no link leads.",
              "A port is produced on its first cluster and copied to the others by links of `mesh.yaml`."),
          error(
              Rules.LINK_LOOP,
              "Links would copy a topic round in a circle.",
              "Copies keep the topic's name, so nothing would tell a copy from a record that is new:"
                  + " it would be copied for ever."),
          error(
              Rules.SCHEMA_NOT_UNDERSTOOD,
              "A schema's parser gave up over a file.",
              "The file is left out like any broken one; what it describes keeps its last good state."),
          error(
              Rules.SCHEMA_KEY_FIELD, "The key repeats a field that the schema does not have.", ""),
          warning(
              Rules.SCHEMA_READER,
              "An application says that it reads with a schema that cannot read what the port has.",
              "Either it cannot read the port, or what it says is out of date."),
          warning(
              Rules.ACCESS_INPUT_NOT_GRANTED,
              "A product reads a port that its producer has no active grant for.",
              "Ask the owner of the port for access."),
          error(
              Rules.ACCESS_PURPOSE,
              "A grant's purpose is not among those the port allows.",
              "The grant gives no rights."),
          error(
              Rules.ACCESS_TOO_LONG,
              "A grant runs longer than the port allows.",
              "The grant gives no rights."),
          error(
              Rules.ACCESS_SHARED_PRINCIPAL,
              "Two applications have one principal.",
              "The rights of one would be the rights of the other."),
          error(Rules.ENVIRONMENT_UNKNOWN, "The environment does not exist.", ""));

  private RuleCatalogue() {}

  /// All rules, by area.
  public static List<Rule> rules() {
    return RULES;
  }

  private static Rule error(String id, String summary, String advice) {
    return new Rule(id, Severity.ERROR, summary, advice);
  }

  private static Rule warning(String id, String summary, String advice) {
    return new Rule(id, Severity.WARNING, summary, advice);
  }

  private static Rule note(String id, String summary, String advice) {
    return new Rule(id, Severity.NOTE, summary, advice);
  }
}
