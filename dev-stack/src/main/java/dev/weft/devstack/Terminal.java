// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/// Writes for people: colours only on a terminal, and only if they want them.
final class Terminal implements Progress {

  private final PrintStream out;
  private final Ansi ansi;

  Terminal(PrintStream out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  static Terminal standardOutput() {
    return new Terminal(System.out, ansi());
  }

  static Terminal standardError() {
    return new Terminal(System.err, ansi());
  }

  /// Whether to colour: see no-color.org.
  static Ansi ansi() {
    Console console = System.console();
    boolean isTerminal = console != null && console.isTerminal();
    boolean isUnwanted = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
    return isTerminal && !isUnwanted ? Ansi.ON : Ansi.OFF;
  }

  void line(String text) {
    write(text);
  }

  void heading(String text) {
    write("");
    write(styled("bold", text));
  }

  void good(String text) {
    write(styled("green", "ok") + "      " + text);
  }

  void bad(String text) {
    write(styled("red,bold", "FAILED") + "  " + text);
  }

  @Override
  public void done(Service service, String what, Duration took) {
    good("%-14s %6s  %s".formatted(service, seconds(took), what));
  }

  @Override
  public void failed(Service service, Failure failure) {
    var text = new StringBuilder();
    text.append("%-14s %s%n".formatted(service, failure.reason()));
    failure.logTail().forEach(line -> text.append("        | %s%n".formatted(line)));
    text.append("        The whole log: ").append(failure.log()).append(System.lineSeparator());
    text.append("        Correct what it says and run `weft up` again; ");
    text.append("what runs already keeps running.");
    bad(text.toString());
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  String styled(String style, String text) {
    return ansi.text("@|" + style + " " + text + "|@").toString();
  }

  private synchronized void write(String text) {
    out.println(text);
    out.flush();
  }
}
