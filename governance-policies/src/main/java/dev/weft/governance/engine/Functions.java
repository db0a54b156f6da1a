// SPDX-License-Identifier: Apache-2.0
package dev.weft.governance.engine;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Functions that policies have beside the standard ones. All are short-lived and size-bounded.
public final class Functions {

  private static final int LONGEST_JOINED = 8_000;
  private static final CelType STRINGS = ListType.create(SimpleType.STRING);

  private Functions() {}

  /// A function for the reference.
  ///
  /// @param signature as it is called
  /// @param meaning what it gives
  public record Described(String signature, String meaning) {}

  /// The functions, for the reference.
  public static List<Described> described() {
    return List.of(
        new Described(
            "text.isNamed(names)",
            "whether the text is one of the names, or ends with `_` and one of them; for"
                + " `field.plain`"),
        new Described("text.wordCount()", "number of words of letters"),
        new Described("texts.join(separator)", "the texts in one, cut after 8,000 characters"),
        new Described("texts.distinct()", "the texts sorted, each once"),
        new Described(
            "text.lowerAscii(), upperAscii(), trim(), substring(from, to), indexOf(text),"
                + " split(separator)",
            "as in CEL's strings extension"));
  }

  static List<CelFunctionDecl> declarations() {
    return List.of(
        CelFunctionDecl.newFunctionDeclaration(
            "isNamed",
            CelOverloadDecl.newMemberOverload(
                "string_is_named", SimpleType.BOOL, SimpleType.STRING, STRINGS)),
        CelFunctionDecl.newFunctionDeclaration(
            "wordCount",
            CelOverloadDecl.newMemberOverload(
                "string_word_count", SimpleType.INT, SimpleType.STRING)),
        CelFunctionDecl.newFunctionDeclaration(
            "join",
            CelOverloadDecl.newMemberOverload(
                "strings_join", SimpleType.STRING, STRINGS, SimpleType.STRING)),
        CelFunctionDecl.newFunctionDeclaration(
            "distinct", CelOverloadDecl.newMemberOverload("strings_distinct", STRINGS, STRINGS)));
  }

  @SuppressWarnings("unchecked")
  static Set<CelFunctionBinding> bindings() {
    return Set.of(
        CelFunctionBinding.from(
            "string_is_named",
            String.class,
            List.class,
            (text, names) -> isNamed(text, (List<String>) names)),
        CelFunctionBinding.from("string_word_count", String.class, Functions::wordCount),
        CelFunctionBinding.from(
            "strings_join",
            List.class,
            String.class,
            (texts, separator) -> join((List<String>) texts, separator)),
        CelFunctionBinding.from(
            "strings_distinct", List.class, texts -> distinct((List<String>) texts)),
        CelFunctionBinding.from("matches", String.class, String.class, Patterns::matches),
        CelFunctionBinding.from("matches_string", String.class, String.class, Patterns::matches));
  }

  static boolean isNamed(String text, List<String> names) {
    if (names.contains(text)) {
      return true;
    }
    for (int at = text.indexOf('_'); at >= 0; at = text.indexOf('_', at + 1)) {
      if (names.contains(text.substring(at + 1))) {
        return true;
      }
    }
    return false;
  }

  static long wordCount(String text) {
    long words = 0;
    boolean isInside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean isLetter = Character.isLetter(text.charAt(i));
      if (isLetter && !isInside) {
        words++;
      }
      isInside = isLetter;
    }
    return words;
  }

  static List<String> distinct(List<String> texts) {
    return List.copyOf(new TreeSet<String>(texts));
  }

  static String join(List<String> texts, String separator) {
    StringBuilder joined = new StringBuilder();
    for (String text : texts) {
      joined.append(joined.isEmpty() ? "" : separator).append(text);
      if (joined.length() > LONGEST_JOINED) {
        return joined.substring(0, LONGEST_JOINED) + "…";
      }
    }
    return joined.toString();
  }
}
