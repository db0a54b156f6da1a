// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Secrets that were planted, and everything that came out: none of the one may be in the other, in
/// no form in which programs write texts.
final class Canaries {

  private static final int SHORTEST = 8;

  private final Map<String, Set<String>> secrets = new LinkedHashMap<>();
  private final Map<String, String> outputs = new LinkedHashMap<>();

  /// Plants a secret.
  ///
  /// @param name what to call it when it is found
  Canaries plant(String name, String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(name + " is too short to be found by it");
    }
    secrets.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(forms(secret));
    return this;
  }

  /// Keeps an output.
  Canaries heard(String name, String text) {
    outputs.merge(name, text, (one, other) -> one + "\n" + other);
    return this;
  }

  Map<String, String> outputs() {
    return outputs;
  }

  /// Where a secret was found, a line each.
  List<String> found() {
    var found = new ArrayList<String>();
    outputs.forEach((output, text) ->
        secrets.forEach((secret, forms) ->
            forms.stream()
                .filter(text::contains)
                .findFirst()
                .ifPresent(
                    form -> found.add(secret + " in " + output + ": " + around(text, form)))));
    return found;
  }

  private static String around(String text, String form) {
    int at = text.indexOf(form);
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + form.length() + 20));
  }

  /// In the clear, in hexadecimal, quoted for addresses and for JSON, and in Base64 wherever in a
  /// longer text it begins.
  static Set<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    var forms = new LinkedHashSet<String>();
    forms.add(secret);
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    for (int skipped = 0; skipped < 3; skipped++) {
      byte[] padded = new byte[skipped + bytes.length];
      System.arraycopy(bytes, 0, padded, skipped, bytes.length);
      // Characters at both ends hold bits of what stands beside it.
      int from = skipped == 0 ? 0 : skipped + 1;
      int bits = padded.length * 8;
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        forms.add(encoder.withoutPadding().encodeToString(padded).substring(from, bits / 6));
      }
    }
    return forms;
  }
}
