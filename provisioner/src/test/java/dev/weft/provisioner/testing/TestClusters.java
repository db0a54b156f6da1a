// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.testing;

import dev.weft.devstack.ClusterSpec;
import dev.weft.devstack.DevStack;
import dev.weft.devstack.TestStack;
import dev.weft.provisioner.deployment.Deployment;
import java.util.Map;
import java.util.Properties;

/// Clusters of the test stack, as a deployment configures them.
public final class TestClusters {

  private TestClusters() {}

  /// The stack that all tests share.
  public static DevStack stack() {
    return TestStack.shared();
  }

  /// Properties of the shared cluster for Weft itself, which logs in with a token.
  public static Properties onprem() {
    return Deployment.read(stack().environmentFile(), Map.of()).kafka("onprem");
  }

  /// Starts a cluster of a test's own, or attaches to it; its properties are an administrator's.
  public static Properties start(ClusterSpec spec) {
    return properties(stack().startCluster(spec).adminProperties());
  }

  /// As Java's clients want them.
  public static Properties properties(Map<String, String> map) {
    var properties = new Properties();
    properties.putAll(map);
    properties.put("request.timeout.ms", "15000");
    properties.put("default.api.timeout.ms", "30000");
    return properties;
  }
}
