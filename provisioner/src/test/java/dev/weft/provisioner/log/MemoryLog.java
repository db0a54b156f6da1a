// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.log;

import dev.weft.provisioner.kafka.ClusterAddress;
import java.time.Clock;
import java.util.Properties;
import java.util.function.Supplier;

/// The real control-plane log, with clients that reach topics in memory: every record is written
/// and read as bytes, every call is a real transaction of the real rules.
public final class MemoryLog {

  private static final ClusterAddress ADDRESS = ClusterAddress.of("onprem", new Properties());

  /// What carries requests to the brokers of the log; where a test makes them late, refuses them,
  /// or loses their answers.
  public interface Carrier {

    /// Carries everything at once and unharmed.
    Carrier SAFE =
        new Carrier() {
          @Override
          public <T> T write(String what, Supplier<T> effect) {
            return effect.get();
          }

          @Override
          public <T> T read(String what, Supplier<T> effect) {
            return effect.get();
          }
        };

    /// Carries a request that changes something.
    ///
    /// @param what such as `commit weft.journal`
    <T> T write(String what, Supplier<T> effect);

    /// Carries a request that reads.
    <T> T read(String what, Supplier<T> effect);

    /// A reader found nothing new and waits a moment.
    default void await() {}
  }

  private MemoryLog() {}

  /// Opens the log as one process does; many may have it open.
  public static KafkaControlPlaneLog open(MemoryTopics topics, Carrier carrier, Clock clock) {
    return new KafkaControlPlaneLog(
        LogTopics.STANDARD, ADDRESS, new MemoryWire(topics, carrier), clock);
  }

  private record MemoryWire(MemoryTopics topics, Carrier carrier) implements LogWire {

    @Override
    public LogReader reader() {
      return new LogReader(ADDRESS, topics.nanos(), new MemoryConsumer(topics, carrier));
    }

    @Override
    public Transactions transactions(String who, String environment) {
      return new Transactions(
          who,
          ADDRESS,
          new MemoryProducer(topics, carrier, "weft-provisioner-" + environment),
          topics.nanos());
    }

    @Override
    public void setUp() {
      if (!topics.isSetUp()) {
        topics.setUp();
      }
    }
  }
}
