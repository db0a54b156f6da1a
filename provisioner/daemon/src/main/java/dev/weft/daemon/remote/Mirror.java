// SPDX-License-Identifier: Apache-2.0
package dev.weft.daemon.remote;

import dev.weft.git.BareRepository;
import dev.weft.git.Commits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a branch of a repository elsewhere in a bare repository on this machine. It fetches now
/// and then, and sooner when it is asked to; what is fetched becomes the branch only when the
/// history goes on from where it was. While the other side is away, the branch stays as it is.
///
/// Nothing of it is checked out, no program is run, no redirect is followed, and what arrives is
/// checked and limited in size.
public final class Mirror implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double JITTER = 0.2;

  private final Path folder;
  private final Remote remote;
  private final Duration poll;
  private final RandomGenerator random;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private boolean isAsked;
  private volatile boolean isClosed;
  private volatile String problem = "";

  /// @param folder of the bare repository; made when it does not exist
  /// @param poll how often to fetch when nobody asks; a fifth more or less
  public Mirror(Path folder, Remote remote, Duration poll, RandomGenerator random) {
    this.folder = folder;
    this.remote = remote;
    this.poll = poll;
    this.random = random;
    this.thread = Thread.ofPlatform().daemon().name("weft-fetch").unstarted(this::run);
  }

  /// Begins to fetch.
  public void start() {
    thread.start();
  }

  /// Has it fetch soon. Any number of calls before that fetch are one.
  public void ask() {
    lock.lock();
    try {
      isAsked = true;
      asked.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Why the branch here may be behind the other one, in a sentence; empty when it is not.
  public String problem() {
    return problem;
  }

  private void run() {
    try {
      while (!isClosed) {
        refresh();
        await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() throws InterruptedException {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    long left = (long) (poll.toNanos() * factor);
    lock.lock();
    try {
      while (!isAsked && !isClosed && left > 0) {
        left = asked.awaitNanos(left);
      }
      isAsked = false;
    } finally {
      lock.unlock();
    }
  }

  /// Fetches once; what goes wrong is the [#problem].
  void refresh() {
    String found = "";
    try {
      found = fetch();
    } catch (IOException | RuntimeException e) {
      found =
          "The repository %s could not be fetched, so what was fetched before stays in force: %s"
              .formatted(remote.url(), words(e));
    }
    if (!found.equals(problem)) {
      problem = found;
      if (found.isEmpty()) {
        LOG.atInfo().log("The repository is fetched again. {}", remote.url());
      } else {
        LOG.atWarn().log("{}", found);
      }
    }
  }

  private static String words(Exception e) {
    Throwable cause = e;
    while (cause instanceof TransportException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String text = message == null ? cause.getClass().getSimpleName() : message.strip();
    return text.endsWith(".") ? text : text + ".";
  }

  /// @return why the branch did not move although it should; empty when all is well
  private String fetch() throws IOException {
    try (Repository git = repository()) {
      String tracking = "refs/remotes/origin/" + remote.branch();
      git.getConfig().setString("http", null, "followRedirects", "false");
      try (Transport transport = Transport.open(git, new URIish(remote.url().toURL()))) {
        prepare(transport);
        transport.setRemoveDeletedRefs(true);
        // All branches, so that a change request can be planned before it is merged.
        var spec = new RefSpec("+refs/heads/*:refs/remotes/origin/*");
        var _ = transport.fetch(NullProgressMonitor.INSTANCE, List.of(spec));
      } catch (org.eclipse.jgit.errors.NotSupportedException e) {
        throw new IOException(e.getMessage(), e);
      }
      Ref fetched = git.exactRef(tracking);
      if (fetched == null || fetched.getObjectId() == null) {
        throw new IOException("it has no branch `" + remote.branch() + "`");
      }
      return follow(git, fetched.getObjectId());
    }
  }

  private Repository repository() throws IOException {
    return Files.isDirectory(folder.resolve("objects"))
        ? BareRepository.open(folder)
        : BareRepository.create(folder);
  }

  private void prepare(Transport transport) throws IOException {
    transport.setTimeout((int) PATIENCE.toSeconds());
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.setCheckFetchedObjects(true);
    if (remote.username() != null) {
      transport.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(remote.username(), remote.password()));
    }
    if (transport instanceof TransportHttp http) {
      http.setHttpConnectionFactory(new CappedConnections(remote.mostBytes()));
    }
  }

  private String follow(Repository git, ObjectId fetched) throws IOException {
    ObjectId here = Commits.branch(git, remote.branch()).orElse(null);
    if (fetched.equals(here)) {
      return "";
    }
    boolean goesOn = here == null || Commits.isAncestor(git, here, fetched);
    if (!goesOn && !fetched.getName().equals(remote.accepted())) {
      return "Branch `%s` of %s was rewound: %s does not follow %s, which stays in force. If that is right, start the daemon with weft.remote.accepted=%s."
          .formatted(
              remote.branch(),
              remote.url(),
              fetched.getName(),
              here == null ? "" : here.getName(),
              fetched.getName());
    }
    RefUpdate update = git.updateRef("refs/heads/" + remote.branch());
    update.setNewObjectId(fetched);
    update.setExpectedOldObjectId(here == null ? ObjectId.zeroId() : here);
    update.setForceUpdate(!goesOn);
    update.setRefLogMessage("fetched", false);
    RefUpdate.Result result = update.update();
    switch (result) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
      default -> throw new IOException("the branch here could not be moved: " + result);
    }
    LOG.atInfo().log("Branch `{}` is at {} now.", remote.branch(), fetched.getName());
    return "";
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}
