// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.git;

import dev.weft.catalog.forge.Change;
import dev.weft.catalog.forge.Forge;
import dev.weft.catalog.forge.ForgeException;
import dev.weft.catalog.forge.Person;
import dev.weft.catalog.forge.PushRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/// Git's smart protocol over single requests and answers. Knows nothing of HTTP.
///
/// A branch is pushed in this order: the rules are asked, the change request is opened or told of
/// the new commits, the branch moves. Whatever stops in between, no branch is there without its
/// change request.
final class GitTransport {

  static final String UPLOAD = "git-upload-pack";
  static final String RECEIVE = "git-receive-pack";

  private static final int MOST_COMMAND_BYTES = 64 << 10;

  private final Repository repository;
  private final Forge forge;
  private final PushRules rules;
  private final GitLimits limits;

  GitTransport(Repository repository, Forge forge, PushRules rules, GitLimits limits) {
    this.repository = repository;
    this.forge = forge;
    this.rules = rules;
    this.limits = limits;
  }

  /// Says what there is to fetch.
  ///
  /// @param parameters of the `Git-Protocol` header, such as `version=2`
  void advertiseForFetch(Collection<String> parameters, OutputStream out) throws IOException {
    UploadPack pack = uploadPack(parameters);
    PacketLineOut lines = new PacketLineOut(out);
    pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines), UPLOAD);
  }

  /// Says what there is before a push.
  void advertiseForPush(Person person, OutputStream out) throws IOException {
    PacketLineOut lines = new PacketLineOut(out);
    lines.writeString("# service=" + RECEIVE + "\n");
    lines.end();
    receivePack(person).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
  }

  /// Answers a fetch.
  void fetch(Collection<String> parameters, InputStream in, OutputStream out) throws IOException {
    uploadPack(parameters).upload(new LimitedInput(in, limits.request()), out, null);
  }

  /// Takes a push.
  ///
  /// @param urlOf address of a change request's page, by its number
  void push(Person person, IntFunction<String> urlOf, InputStream in, OutputStream out)
      throws IOException {
    ReceivePack pack = receivePack(person);
    pack.setPreReceiveHook((receiving, commands) -> decide(receiving, commands, person, urlOf));
    pack.receive(in, out, null);
  }

  private UploadPack uploadPack(Collection<String> parameters) {
    UploadPack pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    pack.setExtraParameters(List.copyOf(parameters));
    pack.setRefFilter(GitTransport::shown);
    PackConfig config = new PackConfig(repository);
    config.setThreads(1);
    pack.setPackConfig(config);
    return pack;
  }

  private ReceivePack receivePack(Person person) {
    ReceivePack pack = new ReceivePack(repository);
    pack.setBiDirectionalPipe(false);
    pack.setRefFilter(GitTransport::shown);
    pack.setObjectChecker(new ObjectChecker().setSafeForMacOS(true).setSafeForWindows(true));
    pack.setCheckReferencedObjectsAreReachable(true);
    pack.setMaxPackSizeLimit(limits.pack());
    pack.setMaxObjectSizeLimit(limits.object());
    pack.setMaxCommandBytes(MOST_COMMAND_BYTES);
    pack.setAllowCreates(true);
    pack.setAllowDeletes(true);
    pack.setAllowNonFastForwards(true);
    pack.setAllowPushOptions(false);
    String email = person.email();
    pack.setRefLogIdent(
        new PersonIdent(
            person.name(),
            email == null ? person.name() + "@users.invalid" : email,
            Instant.now(),
            ZoneOffset.UTC));
    return pack;
  }

  /// Branches, and the name of the main one; nothing of Weft's own.
  private static Map<String, Ref> shown(Map<String, Ref> refs) {
    return refs.entrySet().stream()
        .filter(ref ->
            ref.getKey().equals(Constants.HEAD) || ref.getKey().startsWith(Constants.R_HEADS))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void decide(
      ReceivePack pack,
      Collection<ReceiveCommand> commands,
      Person person,
      IntFunction<String> urlOf) {
    for (ReceiveCommand command : commands) {
      String reason =
          rules
              .whyNot(person)
              .or(() ->
                  rules.whyNot(
                      person, command.getRefName(), command.getOldId(), command.getNewId()))
              .orElse(null);
      if (reason == null) {
        reason = record(pack, command, person, urlOf);
      }
      if (reason != null) {
        pack.sendMessage("Weft: " + command.getRefName() + " is refused: " + reason);
        command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, reason);
      }
    }
  }

  private @org.jspecify.annotations.Nullable String record(
      ReceivePack pack, ReceiveCommand command, Person person, IntFunction<String> urlOf) {
    String branch = command.getRefName().substring(Constants.R_HEADS.length());
    try {
      if (command.getType() == ReceiveCommand.Type.DELETE) {
        forge
            .openOn(branch)
            .ifPresent(change -> {
              forge.withdraw(change.number(), person);
              pack.sendMessage("Weft: change request " + change.number() + " is withdrawn.");
            });
      } else {
        Change change = forge.pushed(person, branch, command.getNewId().name());
        pack.sendMessage("");
        pack.sendMessage(
            "Weft: change request %d: %s".formatted(change.number(), change.header().title()));
        pack.sendMessage("  " + urlOf.apply(change.number()));
        pack.sendMessage("");
      }
      return null;
    } catch (ForgeException e) {
      return e.getMessage();
    }
  }
}
