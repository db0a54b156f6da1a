// SPDX-License-Identifier: Apache-2.0
package dev.weft.catalog.forge;

import dev.weft.catalog.forge.ChangeEvent.Allowed;
import dev.weft.catalog.forge.ChangeEvent.Approved;
import dev.weft.catalog.forge.ChangeEvent.Commented;
import dev.weft.catalog.forge.ChangeEvent.Denied;
import dev.weft.catalog.forge.ChangeEvent.Merged;
import dev.weft.catalog.forge.ChangeEvent.Opened;
import dev.weft.catalog.forge.ChangeEvent.Pushed;
import dev.weft.catalog.forge.ChangeEvent.Withdrawn;
import dev.weft.catalog.forge.ChangeStore.Stored;
import dev.weft.model.load.SourceTree;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/// The forge of one machine: a bare repository. Change requests are branches, and what happens to
/// them is kept in the same repository, so a copy of it is a copy of everything.
///
/// Every decision is made on what was read and takes effect only if that still stands (a reference
/// moves only from the commit it was read at); otherwise it is made again. So two approvals at the
/// same moment both count, and one and the same commit never gets merged unseen.
public final class LocalForge implements Forge {

  private static final int TRIES = 50;

  private final MeshRepository repository;
  private final ChangeStore store;
  private final RefMoves moves;
  private final Inspector inspector;
  private final Clock clock;

  /// A forge over a repository.
  ///
  /// @param repository bare; stays the caller's to close
  /// @param branch short name of the main branch
  /// @param clock what time it is
  public LocalForge(Repository repository, String branch, Clock clock) {
    this.repository = new MeshRepository(repository, branch);
    this.store = new ChangeStore(this.repository);
    this.moves = new RefMoves(repository);
    this.inspector = new Inspector(this.repository);
    this.clock = clock;
  }

  /// What may be pushed into this repository.
  public PushRules pushRules() {
    return new PushRules(repository, this);
  }

  /// Teams that own the mesh itself, as the main branch says; none before there is one.
  Set<String> meshOwners() {
    return repository
        .knownMain()
        .<Set<String>>map(main -> inspector.ownership(main).ownersOf(Set.of("mesh.yaml")))
        .orElse(Set.of());
  }

  @Override
  public List<Change> list() {
    return store.all().stream().map(this::change).toList();
  }

  @Override
  public Change require(int number) {
    return change(stored(number));
  }

  @Override
  public String base() {
    return repository.main().name();
  }

  @Override
  public SourceTree tree(String commit) {
    return repository.tree(ObjectId.fromString(commit));
  }

  @Override
  public SortedSet<String> owners(String base, Collection<String> paths) {
    return inspector.ownership(ObjectId.fromString(base)).ownersOf(paths);
  }

  @Override
  public Standing standing(Change change) {
    return new Standing(change, inspector.ownership().ownersOf(touched(change)));
  }

  @Override
  public List<String> touched(Change change) {
    return List.copyOf(inspector.touched(change));
  }

  @Override
  public Inspection inspect(Change change) {
    return inspector.inspect(change);
  }

  @Override
  public Optional<Change> openOn(String branch) {
    // A change whose branch is yet to be made is met here as well.
    return list().stream()
        .filter(change -> change.header().branch().equals(branch))
        .filter(change -> change.isOpen() || change.state() == Change.State.LOST)
        .findFirst();
  }

  @Override
  public Change propose(Proposal proposal) {
    Map<String, Optional<byte[]>> files = new LinkedHashMap<>();
    proposal
        .files()
        .forEach((path, text) ->
            files.put(path, text.map(each -> each.getBytes(StandardCharsets.UTF_8))));
    for (int i = 0; i < TRIES; i++) {
      Instant now = clock.instant();
      ObjectId main = repository.main();
      int number = store.nextNumber();
      String branch = freeBranch(proposal.branch(), number);
      ObjectId head =
          repository.write(
              repository.edit(main, files),
              List.of(main),
              MeshRepository.ident(proposal.author(), now),
              MeshRepository.weft(now),
              message(proposal.title(), proposal.description()));
      if (repository.differing(main, head).isEmpty()) {
        throw new ForgeException(
            ForgeException.Reason.INVALID, "The main branch has exactly this already.");
      }
      Change.Header header =
          header(
              number,
              proposal.author(),
              branch,
              proposal.title(),
              proposal.description(),
              proposal.access());
      List<ChangeEvent> events =
          List.of(new Opened(header.createdAt(), proposal.author().name(), head.name()));
      ObjectId tip = store.write(header, events, null, head);
      if (moves
          .create(Constants.R_HEADS + branch, head)
          .create(ChangeStore.PREFIX + number, tip)
          .execute("change request " + number)) {
        return new Change(header, events, head.name());
      }
    }
    throw busy();
  }

  @Override
  public Change pushed(Person person, String branch, String head) {
    ObjectId commit = ObjectId.fromString(head);
    for (int i = 0; i < TRIES; i++) {
      Optional<Change> open = openOn(branch);
      if (open.isPresent()) {
        Instant now = clock.instant();
        return append(
            open.get().number(), _ -> new Pushed(now, person.name(), head), commit, false);
      }
      RevCommit work = repository.commit(commit);
      String[] parts = work.getFullMessage().split("\n", 2);
      int number = store.nextNumber();
      Change.Header header =
          header(number, person, branch, parts[0], parts.length > 1 ? parts[1] : "", null);
      List<ChangeEvent> events = List.of(new Opened(header.createdAt(), person.name(), head));
      ObjectId tip = store.write(header, events, null, commit);
      if (moves.create(ChangeStore.PREFIX + number, tip).execute("change request " + number)) {
        return new Change(header, events, head);
      }
    }
    throw busy();
  }

  @Override
  public Change approve(int number, Person person, String commit) {
    return append(
        number,
        change -> {
          requireHead(change, commit);
          refuse(exactStanding(change).whyNotApprove(person));
          return new Approved(clock.instant(), person.name(), List.copyOf(person.teams()), commit);
        });
  }

  @Override
  public Change allow(int number, String commit, String text) {
    return append(
        number,
        change -> {
          requireOpen(change);
          requireHead(change, commit);
          return new Allowed(clock.instant(), "weft", commit, text);
        });
  }

  @Override
  public Change deny(int number, Person person, String reason) {
    String text = Texts.required(reason, "reason");
    return end(
        number,
        change -> {
          refuse(exactStanding(change).whyNotDeny(person));
          return new Denied(clock.instant(), person.name(), text);
        });
  }

  @Override
  public Change withdraw(int number, Person person) {
    return end(
        number,
        change -> {
          if (!change.header().author().name().equals(person.name())) {
            throw ForgeException.forbidden("Only its author can withdraw this change.");
          }
          if (change.state() != Change.State.LOST) {
            requireOpen(change);
          }
          return new Withdrawn(clock.instant(), person.name());
        });
  }

  @Override
  public Change comment(int number, Person person, String text) {
    String said = Texts.required(text, "text");
    return append(number, _ -> new Commented(clock.instant(), person.name(), said));
  }

  @Override
  public Change merge(int number, Person person, String commit) {
    for (int i = 0; i < TRIES; i++) {
      Stored stored = stored(number);
      Change change = change(stored);
      requireOpen(change);
      requireHead(change, commit);
      Inspection inspection = inspector.inspect(change);
      ObjectId main = ObjectId.fromString(inspection.base());
      Standing standing =
          new Standing(change, inspector.ownership(main).ownersOf(inspection.touched()));
      refuse(standing.whyNotMerge(person));
      ObjectId head = ObjectId.fromString(inspection.head());
      String proposed = inspection.proposed();
      if (proposed == null) {
        throw ForgeException.conflict(conflictText(inspection));
      }
      Instant now = clock.instant();
      ObjectId merge =
          repository.write(
              repository.commit(ObjectId.fromString(proposed)).getTree(),
              List.of(main, head),
              MeshRepository.ident(person, now),
              MeshRepository.weft(now),
              MergeMessage.of(standing));
      List<ChangeEvent> events = new ArrayList<>(stored.events());
      events.add(new Merged(now, person.name(), merge.name(), head.name()));
      ObjectId tip = store.write(stored.header(), events, stored.tip(), null);
      String branch = Constants.R_HEADS + stored.header().branch();
      // The ownership that was asked is that of `main`, and `main` moves from there or not at all.
      if (moves
          .move(repository.mainRef(), main, merge)
          .move(ChangeStore.PREFIX + number, stored.tip(), tip)
          .delete(branch, head)
          .execute("merge of change request " + number)) {
        return new Change(stored.header(), events, head.name());
      }
    }
    throw busy();
  }

  /// What is said about a change that cannot be merged.
  static String conflictText(Inspection inspection) {
    return "The main branch has changed the same lines of %s meanwhile. Merge the main branch into the branch, and push it."
        .formatted(String.join(", ", inspection.conflicts()));
  }

  private Standing exactStanding(Change change) {
    if (!change.isOpen()) {
      return standing(change);
    }
    Inspection inspection = inspector.inspect(change);
    return new Standing(change, owners(inspection.base(), inspection.touched()));
  }

  private Change end(int number, Function<Change, ChangeEvent> decide) {
    return append(number, decide, null, true);
  }

  private Change append(int number, Function<Change, ChangeEvent> decide) {
    return append(number, decide, null, false);
  }

  private Change append(
      int number, Function<Change, ChangeEvent> decide, @Nullable ObjectId work, boolean isEnd) {
    for (int i = 0; i < TRIES; i++) {
      Stored stored = stored(number);
      Change change = change(stored);
      ChangeEvent event = decide.apply(change);
      List<ChangeEvent> events = new ArrayList<>(stored.events());
      events.add(event);
      ObjectId tip = store.write(stored.header(), events, stored.tip(), work);
      RefMoves.Batch batch = moves.move(ChangeStore.PREFIX + number, stored.tip(), tip);
      String head = change.head();
      if (isEnd && head != null && stored.header().access() != null) {
        // The branch was made for the request; its commits stay reachable from the request.
        batch =
            batch.delete(Constants.R_HEADS + stored.header().branch(), ObjectId.fromString(head));
      }
      if (batch.execute("change request " + number)) {
        return change(new Stored(tip, stored.header(), events));
      }
    }
    throw busy();
  }

  private Stored stored(int number) {
    return store.find(number).orElseThrow(() -> ForgeException.notFound(number));
  }

  private Change change(Stored stored) {
    String recorded = "";
    boolean hasEnded = false;
    for (ChangeEvent event : stored.events()) {
      switch (event) {
        case Opened(_, _, String head) -> recorded = head;
        case Pushed(_, _, String head) -> recorded = head;
        case Merged(_, _, _, String head) -> {
          recorded = head;
          hasEnded = true;
        }
        case Denied _, Withdrawn _ -> hasEnded = true;
        case Approved _, Allowed _, Commented _ -> {}
      }
    }
    String head =
        hasEnded
            ? recorded
            : repository.branch(stored.header().branch()).map(ObjectId::name).orElse(null);
    return new Change(stored.header(), stored.events(), head);
  }

  private Change.Header header(
      int number,
      Person author,
      String branch,
      String title,
      String description,
      @Nullable AccessTerms access) {
    String line = Texts.line(title, 120);
    return new Change.Header(
        1,
        number,
        line.isEmpty() ? "Change of `" + branch + "`" : line,
        Texts.cut(description.strip(), 10_000),
        new Change.Author(author.name(), author.displayName(), List.copyOf(author.teams())),
        branch,
        clock.instant(),
        access);
  }

  private String freeBranch(String wanted, int number) {
    TreeSet<String> taken = new TreeSet<>();
    repository.branch(wanted).ifPresent(_ -> taken.add(wanted));
    return taken.isEmpty() ? wanted : wanted + "-" + number;
  }

  private static String message(String title, String description) {
    String line = Texts.line(title, 120);
    return description.isBlank() ? line + "\n" : line + "\n\n" + description.strip() + "\n";
  }

  private static void requireOpen(Change change) {
    if (!change.isOpen()) {
      throw ForgeException.conflict(
          "Change request %d is %s."
              .formatted(
                  change.number(), change.state().name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private static void requireHead(Change change, String commit) {
    if (!commit.equals(change.head())) {
      throw ForgeException.conflict(
          "The branch `%s` has other commits now: you looked at %s, and it is at %s. Look at the change again."
              .formatted(change.header().branch(), shortId(commit), shortId(change.head())));
    }
  }

  private static String shortId(@Nullable String commit) {
    return commit == null ? "nothing" : Texts.line(commit, 8);
  }

  private static void refuse(Optional<String> reason) {
    reason.ifPresent(text -> {
      throw ForgeException.forbidden(text);
    });
  }

  private static ForgeException busy() {
    return ForgeException.conflict(
        "The repository is written to by too many at once. Try again in a moment.");
  }
}
