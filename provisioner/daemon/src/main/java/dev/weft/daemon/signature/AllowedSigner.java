// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A line of a file of allowed signers, as `ssh-keygen` describes it: names, options, a key.
///
/// @param names of the signer, joined by commas
/// @param key with which they sign
/// @param namespaces patterns of what they may sign; none for everything
/// @param from since when the key is good; null for always
/// @param until when it ends; null for never
record AllowedSigner(
    String names,
    SshKey key,
    List<String> namespaces,
    @Nullable Instant from,
    @Nullable Instant until) {

  private static final Pattern WORD = Pattern.compile("\\s*((?:\"[^\"]*\"|[^\\s\"])+)");
  private static final Pattern OPTION =
      Pattern.compile("([A-Za-z-]+)(?:=\"([^\"]*)\")?(?:,(?=.)|$)");
  private static final Pattern KEY_TYPE = Pattern.compile("(ssh-|ecdsa-|sk-)[A-Za-z0-9@.-]+");

  AllowedSigner {
    namespaces = List.copyOf(namespaces);
  }

  /// All lines of a file.
  ///
  /// @param file what it is called, for messages
  /// @param zone of times that name none
  /// @throws SignersException when a line cannot be used
  static List<AllowedSigner> parse(String file, String text, ZoneId zone) {
    var signers = new ArrayList<AllowedSigner>();
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      String content = line.strip();
      if (!content.isEmpty() && !content.startsWith("#")) {
        try {
          signers.add(line(content, zone));
        } catch (IllegalArgumentException | DateTimeException e) {
          throw new SignersException(
              "%s:%d cannot be used: %s. Correct the line, or remove it."
                  .formatted(file, number, e.getMessage()),
              e);
        }
      }
    }
    return List.copyOf(signers);
  }

  private static AllowedSigner line(String line, ZoneId zone) {
    var words = new ArrayList<String>();
    Matcher word = WORD.matcher(line);
    while (words.size() < 4 && word.lookingAt()) {
      words.add(word.group(1));
      word.region(word.end(), line.length());
    }
    int at = words.size() > 1 && KEY_TYPE.matcher(words.get(1)).matches() ? 1 : 2;
    if (words.size() < at + 2 || !KEY_TYPE.matcher(words.get(at)).matches()) {
      throw new IllegalArgumentException(
          "it is not `name[,name] [options] key-type key`, such as `olivia@example.com namespaces=\"git\" ssh-ed25519 AAAA...`");
    }
    SshKey key = SshKey.of(Base64.getDecoder().decode(words.get(at + 1)));
    if (!key.type().equals(words.get(at))) {
      throw new IllegalArgumentException(
          "it says `%s`, and the key is of type `%s`".formatted(words.get(at), key.type()));
    }
    var signer = new AllowedSigner(words.getFirst().replace("\"", ""), key, List.of(), null, null);
    return at == 1 ? signer : signer.with(words.get(1), zone);
  }

  private AllowedSigner with(String options, ZoneId zone) {
    AllowedSigner signer = this;
    Matcher option = OPTION.matcher(options);
    int end = 0;
    while (end < options.length() && option.region(end, options.length()).lookingAt()) {
      String value = option.group(2) == null ? "" : option.group(2);
      signer = signer.with(option.group(1).toLowerCase(Locale.ROOT), value, zone);
      end = option.end();
    }
    if (end < options.length()) {
      throw new IllegalArgumentException("its options `" + options + "` cannot be read");
    }
    return signer;
  }

  private AllowedSigner with(String name, String value, ZoneId zone) {
    return switch (name) {
      case "namespaces" -> new AllowedSigner(names, key, List.of(value.split(",")), from, until);
      case "valid-after" -> new AllowedSigner(names, key, namespaces, time(value, zone), until);
      case "valid-before" -> new AllowedSigner(names, key, namespaces, from, time(value, zone));
      case "cert-authority" ->
          throw new IllegalArgumentException(
              "`cert-authority` trusts whomever an authority certifies, which is not supported: list the keys of signers themselves");
      default -> throw new IllegalArgumentException("there is no option `" + name + "`");
    };
  }

  /// `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with a `Z` for UTC.
  private static Instant time(String value, ZoneId zone) {
    boolean isUtc = value.endsWith("Z");
    String digits = isUtc ? value.substring(0, value.length() - 1) : value;
    String filled =
        switch (digits.matches("[0-9]+") ? digits.length() : 0) {
          case 8 -> digits + "000000";
          case 12 -> digits + "00";
          case 14 -> digits;
          default ->
              throw new IllegalArgumentException(
                  "`" + value + "` is no time such as 20270131 or 20270131235959Z");
        };
    return LocalDateTime.parse(filled, DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT))
        .atZone(isUtc ? ZoneOffset.UTC : zone)
        .toInstant();
  }

  /// What a good signature with the key is worth now.
  Judgement judge(String namespace, Instant now) {
    String whose = "is of `%s`, whose key ".formatted(names);
    if (!namespaces.isEmpty() && namespaces.stream().noneMatch(one -> matches(one, namespace))) {
      return new Judgement.Bad(whose + "may not sign for `" + namespace + "`");
    }
    if (from != null && now.isBefore(from)) {
      return new Judgement.Bad(whose + "is not good before " + from);
    }
    if (until != null && !now.isBefore(until)) {
      return new Judgement.Bad(whose + "was good until " + until);
    }
    return new Judgement.Good(names);
  }

  private static boolean matches(String pattern, String namespace) {
    String regex = Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return namespace.matches(regex);
  }
}
