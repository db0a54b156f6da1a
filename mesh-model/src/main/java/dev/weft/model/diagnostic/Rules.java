// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.diagnostic;

/// The ids of all rules about manifests, one constant each. [RuleCatalogue] explains them.
public final class Rules {

  /// A file cannot be read.
  public static final String SOURCE_UNREADABLE = "source/unreadable";

  /// A file is larger than allowed.
  public static final String SOURCE_TOO_LARGE = "source/too-large";

  /// The repository has more files, or more bytes in them, than allowed.
  public static final String SOURCE_TOO_MANY = "source/too-many";

  /// A symbolic link is ignored.
  public static final String SOURCE_SYMLINK = "source/symlink";

  /// Something that is neither a file nor a folder is ignored.
  public static final String SOURCE_SPECIAL = "source/special-file";

  /// A path leads out of the repository or has characters that are not allowed.
  public static final String SOURCE_UNSAFE_PATH = "source/unsafe-path";

  /// Two files differ only in upper and lower case.
  public static final String SOURCE_CASE_COLLISION = "source/case-collision";

  /// A file is not UTF-8.
  public static final String SOURCE_ENCODING = "source/encoding";

  /// No rule says what this file is for.
  public static final String SOURCE_UNEXPECTED = "manifest/unexpected-file";

  /// A file is not valid YAML.
  public static final String YAML_SYNTAX = "yaml/syntax";

  /// A file has no content.
  public static final String YAML_EMPTY = "yaml/empty";

  /// A file has more than one YAML document.
  public static final String YAML_SEVERAL_DOCUMENTS = "yaml/several-documents";

  /// Anchors, aliases and merge keys are refused.
  public static final String YAML_ANCHOR = "yaml/anchor";

  /// YAML tags are refused.
  public static final String YAML_TAG = "yaml/tag";

  /// A mapping has one key twice.
  public static final String YAML_DUPLICATE_KEY = "yaml/duplicate-key";

  /// A key is not a text.
  public static final String YAML_KEY = "yaml/key";

  /// A file contains an invisible control character.
  public static final String YAML_CONTROL_CHARACTER = "yaml/control-character";

  /// Values are nested too deep.
  public static final String YAML_TOO_DEEP = "yaml/too-deep";

  /// A file has too many values.
  public static final String YAML_TOO_LARGE = "yaml/too-many-values";

  /// A file that must exist does not.
  public static final String MANIFEST_MISSING_FILE = "manifest/missing-file";

  /// A manifest's `kind` or `apiVersion` is not what its place asks for.
  public static final String MANIFEST_WRONG_KIND = "manifest/wrong-kind";

  /// `metadata.name` differs from the name of the file or folder.
  public static final String MANIFEST_WRONG_NAME = "manifest/wrong-name";

  /// A name does not follow the rule for names.
  public static final String MANIFEST_BAD_NAME = "manifest/bad-name";

  /// A key is not part of the language.
  public static final String MANIFEST_UNKNOWN_KEY = "manifest/unknown-key";

  /// A required key is missing.
  public static final String MANIFEST_MISSING_KEY = "manifest/missing-key";

  /// A key has no value.
  public static final String MANIFEST_NO_VALUE = "manifest/no-value";

  /// A value has the wrong type.
  public static final String MANIFEST_WRONG_TYPE = "manifest/wrong-type";

  /// A value is not written as it must be, or lies outside its range.
  public static final String MANIFEST_BAD_VALUE = "manifest/bad-value";

  /// A value is none of the allowed words.
  public static final String MANIFEST_UNKNOWN_WORD = "manifest/unknown-word";

  /// A name occurs twice in one list.
  public static final String MANIFEST_DUPLICATE = "manifest/duplicate";

  /// Two keys contradict each other, or one makes no sense without another.
  public static final String MANIFEST_CONFLICT = "manifest/conflicting-keys";

  /// Something is named that does not exist.
  public static final String REFERENCE_UNKNOWN = "reference/unknown";

  /// A file is named that does not exist.
  public static final String REFERENCE_UNKNOWN_FILE = "reference/unknown-file";

  /// Something is left as it is because a manifest it needs has errors.
  public static final String REFERENCE_BROKEN = "reference/broken";

  /// A term is issued by a product none of whose keys is of the term.
  public static final String REFERENCE_NOT_ISSUED = "reference/not-issued";

  /// Products are each other's inputs.
  public static final String REFERENCE_CYCLE = "reference/cycle";

  /// A port that is retired or still a draft is used as input.
  public static final String REFERENCE_RETIRED = "reference/retired";

  /// A deprecated port is used as input.
  public static final String REFERENCE_DEPRECATED = "reference/deprecated";

  /// The template for topic names cannot give each port a name of its own.
  public static final String NAMING_TEMPLATE = "naming/template";

  /// A topic name is not legal in Kafka.
  public static final String NAMING_TOPIC_NAME = "naming/topic-name";

  /// Two ports claim one topic.
  public static final String NAMING_TOPIC_TAKEN = "naming/topic-taken";

  /// Two topic names differ only in `.` and `_`.
  public static final String NAMING_TOPIC_COLLISION = "naming/topic-collision";

  /// A topic config is not known to Kafka.
  public static final String TOPIC_UNKNOWN_CONFIG = "topic/unknown-config";

  /// The value of a topic config is not allowed.
  public static final String TOPIC_BAD_CONFIG = "topic/bad-config";

  /// A setting is given both as a word of the language and as a raw config.
  public static final String TOPIC_BOTH_WORDS = "topic/both-words";

  /// A topic asks for more in-sync replicas than it has replicas.
  public static final String TOPIC_NOT_WRITABLE = "topic/not-writable";

  /// A compacted topic has no key.
  public static final String TOPIC_COMPACTED_WITHOUT_KEY = "topic/compacted-without-key";

  /// A port is available on no cluster of the environment.
  public static final String TOPIC_NO_CLUSTER = "topic/no-cluster";

  /// A port is available on a cluster to which no link leads from where it is produced.
  public static final String LINK_MISSING = "link/missing";

  /// Links would copy a topic round in a circle.
  public static final String LINK_LOOP = "link/loop";

  /// A schema's parser gave up.
  public static final String SCHEMA_NOT_UNDERSTOOD = "schema/not-understood";

  /// The key repeats a field that the schema does not have.
  public static final String SCHEMA_KEY_FIELD = "schema/key-field";

  /// An application reads with a schema that cannot read what the port has.
  public static final String SCHEMA_READER = "schema/reader-does-not-fit";

  /// A product reads a port that its producer has no active grant for.
  public static final String ACCESS_INPUT_NOT_GRANTED = "access/input-not-granted";

  /// A grant's purpose is not among those the port allows.
  public static final String ACCESS_PURPOSE = "access/purpose";

  /// A grant runs longer than the port allows.
  public static final String ACCESS_TOO_LONG = "access/too-long";

  /// Two applications have one principal.
  public static final String ACCESS_SHARED_PRINCIPAL = "access/shared-principal";

  /// The environment does not exist.
  public static final String ENVIRONMENT_UNKNOWN = "environment/unknown";

  private Rules() {}
}
