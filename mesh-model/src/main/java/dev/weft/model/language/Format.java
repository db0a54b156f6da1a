// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.language;

import dev.weft.model.name.Names;
import dev.weft.model.topic.Quantities;
import java.time.DateTimeException;
import java.time.LocalDate;

/// How a text is to be written.
enum Format {
  TEXT("a text", "Written for people", ""),
  NAME("a name: lower-case words joined by `-`", "fraud-detection", namePattern()),
  IDENTIFIER("a word of letters and digits", "longest", "^[a-z][A-Za-z0-9]{0,39}$"),
  VERSION("a version as `2` or `2.1.0`", "1.0.0", "^[1-9][0-9]{0,8}(\\.[0-9]{1,9}){0,2}$"),
  POLICY(
      "a policy as `policy` or, with its major version, `policy@2`",
      "sla-is-present",
      path(1).replace("$", "(@[1-9][0-9]{0,8})?$")),
  PLACE("a place such as `spec/ports/scans@v1/sla`", "spec/owner", "^/?[^/*]+(/[^/*]+)*$"),
  APPLICATION("an application as `domain/application`", "billing/invoice-runner", path(2)),
  PRODUCT("a data product as `domain/product`", "reviews/enriched-reviews", path(2)),
  PORT(
      "a port as `domain/product/port@vN`",
      "reviews/raw-reviews/reviews@v1",
      path(3).replace("$", "@v[1-9][0-9]{0,8}$")),
  LOCAL_PORT(
      "a port of the same product as `port@vN`",
      "enriched@v1",
      path(1).replace("$", "@v[1-9][0-9]{0,8}$")),
  FIELD("a path of a field such as `address.city`", "address.city", "^[^ ]{1,500}$"),
  PATH("a path of a file in the repository", "schemas/review.avsc", "^[^\\\\]+$"),
  DATE("a date as `YYYY-MM-DD`", "2027-03-01", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
  DURATION("an ISO-8601 duration such as `P7D` or `PT1M`", "P7D", durationPattern()),
  DURATION_OR_UNLIMITED(
      "an ISO-8601 duration such as `P7D`, or `unlimited`",
      "P7D",
      "^(unlimited|" + durationPattern().substring(1, durationPattern().length() - 1) + ")$"),
  SIZE("a size such as `512KiB`, `10MiB` or `1GiB`", "10MiB", "^[0-9]+(KiB|MiB|GiB|TiB)?$"),
  SIZE_OR_UNLIMITED(
      "a size such as `10GiB`, or `unlimited`", "10GiB", "^(unlimited|[0-9]+(KiB|MiB|GiB|TiB)?)$"),
  EMAIL("an e-mail address", "ada@example.org", "^[^@ ]+@[^@ ]+$"),
  PRINCIPAL("a Kafka principal as `User:…`", "User:CN=invoice-runner", "^User:.*[^*].*$"),
  CLUSTER_ID("a Kafka cluster id", "5L6g3nShT-eMCtK--X86sw", "^[A-Za-z0-9_-]{1,64}$"),
  TOPIC_NAME("a Kafka topic name", "legacy_orders", "^[a-zA-Z0-9._-]{1,249}$");

  private static final int LONGEST_PATH = 500;

  private final String expectation;
  private final String example;
  private final String pattern;

  Format(String expectation, String example, String pattern) {
    this.expectation = expectation;
    this.example = example;
    this.pattern = pattern;
  }

  /// What is expected, with its article.
  String expectation() {
    return expectation;
  }

  /// A good value.
  String example() {
    return example;
  }

  /// A regular expression for editors; empty when any text will do. Only the JSON Schemas use it.
  String pattern() {
    return pattern;
  }

  /// Whether whole numbers are good values too.
  boolean takesNumbers() {
    return this == SIZE || this == SIZE_OR_UNLIMITED || this == VERSION;
  }

  /// Whether the text is written as it must be.
  boolean accepts(String text) {
    return switch (this) {
      case TEXT -> !text.isBlank();
      case NAME -> Names.isName(text);
      case IDENTIFIER -> isIdentifier(text);
      case VERSION -> isVersion(text);
      case POLICY -> isPolicy(text);
      case PLACE -> isPlace(text);
      case APPLICATION, PRODUCT -> isPath(text, 2);
      case PORT -> isPort(text, 3);
      case LOCAL_PORT -> isPort(text, 1);
      case FIELD -> !text.isBlank() && text.length() <= LONGEST_PATH && text.indexOf(' ') < 0;
      case PATH -> isSafePath(text);
      case DATE -> isDate(text);
      case DURATION -> Quantities.parseDuration(text).isPresent();
      case DURATION_OR_UNLIMITED ->
          text.equals("unlimited") || Quantities.parseDuration(text).isPresent();
      case SIZE -> Quantities.parseSize(text).isPresent();
      case SIZE_OR_UNLIMITED -> text.equals("unlimited") || Quantities.parseSize(text).isPresent();
      case EMAIL -> text.indexOf('@') > 0 && text.indexOf(' ') < 0 && !text.endsWith("@");
      case PRINCIPAL -> text.startsWith("User:") && !text.substring(5).replace("*", "").isBlank();
      case CLUSTER_ID -> isClusterId(text);
      case TOPIC_NAME -> !text.isBlank();
    };
  }

  /// What to do about a value that is not accepted.
  String hint(String text) {
    if ((this == DURATION || this == DURATION_OR_UNLIMITED)
        && text.startsWith("P")
        && (text.endsWith("Y") || text.endsWith("M") && text.indexOf('T') < 0)) {
      return "months and years have no fixed length; write days, for example `P365D`";
    }
    if ((this == SIZE || this == SIZE_OR_UNLIMITED) && text.endsWith("B")) {
      return "units are KiB, MiB, GiB and TiB, for example `" + example + "`";
    }
    if ((this == PRODUCT || this == POLICY || this == PLACE) && text.indexOf('*') >= 0) {
      return "`*` is not understood: name one, and write another manifest for the next";
    }
    return "write for example `" + example + "`";
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && text.length() <= 40
        && text.charAt(0) >= 'a'
        && text.charAt(0) <= 'z'
        && text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }

  private static boolean isPath(String text, int parts) {
    String[] names = text.split("/", -1);
    if (names.length != parts) {
      return false;
    }
    for (String name : names) {
      if (!Names.isName(name)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPort(String text, int parts) {
    int at = text.indexOf("@v");
    if (at < 0 || !isPath(text.substring(0, at), parts)) {
      return false;
    }
    return isMajor(text.substring(at + 2));
  }

  private static boolean isMajor(String text) {
    return isNumber(text) && text.charAt(0) != '0';
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 9
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isVersion(String text) {
    String[] numbers = text.split("\\.", -1);
    for (String number : numbers) {
      if (!isNumber(number)) {
        return false;
      }
    }
    return numbers.length <= 3 && isMajor(numbers[0]);
  }

  private static boolean isPolicy(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? Names.isName(text)
        : Names.isName(text.substring(0, at)) && isMajor(text.substring(at + 1));
  }

  private static boolean isPlace(String text) {
    String path = text.startsWith("/") ? text.substring(1) : text;
    return !path.isBlank()
        && text.indexOf('*') < 0
        && text.length() <= LONGEST_PATH
        && !path.startsWith("/")
        && !path.endsWith("/")
        && !path.contains("//");
  }

  private static boolean isSafePath(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_PATH
        && text.indexOf('\\') < 0
        && text.indexOf(':') < 0
        && !text.endsWith("/")
        && text.indexOf("//") < 0;
  }

  private static boolean isClusterId(String text) {
    return !text.isEmpty()
        && text.length() <= 64
        && text.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-'));
  }

  private static boolean isDate(String text) {
    if (text.length() != 10) {
      return false;
    }
    try {
      LocalDate unused = LocalDate.parse(text);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static String namePattern() {
    return "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
  }

  private static String path(int parts) {
    String name = namePattern().substring(1, namePattern().length() - 1);
    return "^" + name + ("/" + name).repeat(parts - 1) + "$";
  }

  private static String durationPattern() {
    return "^P([0-9]+W|([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9.]+S)?)?)$";
  }
}
