// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.Application;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;

/// Applications to client quotas, on the clusters they produce to or consume from.
final class Quotas {

  private static final String USER = "User:";

  private Quotas() {}

  static void add(Application application, Resources resources) {
    if (application.quota().isEmpty()) {
      return;
    }
    if (!application.principal().startsWith(USER)) {
      resources.report(
          Diagnostic.error(
              application.location(),
              "quota/not-a-user",
              "Quotas are kept by user, and the principal `%s` is none."
                  .formatted(application.principal()),
              "write it as `User:...`"));
      return;
    }
    String user = application.principal().substring(USER.length());
    for (String cluster : resources.clustersOf(application.name())) {
      boolean isNew =
          resources.add(
              new Desired.Quota(
                  new ResourceKey.Quota(cluster, user),
                  Owner.of(application.name()),
                  application.quota(),
                  application.location()));
      if (!isNew) {
        return;
      }
    }
  }
}
