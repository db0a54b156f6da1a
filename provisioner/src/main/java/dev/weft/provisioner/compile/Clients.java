// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compile;

import dev.weft.model.diagnostic.Diagnostic;
import dev.weft.model.mesh.Application;
import dev.weft.provisioner.resource.Desired;
import dev.weft.provisioner.resource.Owner;
import dev.weft.provisioner.resource.ResourceKey;

/// Applications to OAuth clients. Brokers take the client's name in a token for the principal, so
/// the client of an application is named as its principal is.
final class Clients {

  private static final String USER = "User:";

  private Clients() {}

  static void add(Application application, Resources resources) {
    if (application.type() != Application.Type.OAUTH) {
      return;
    }
    if (!application.principal().startsWith(USER)) {
      resources.report(
          Diagnostic.error(
              application.location(),
              "client/not-a-user",
              "An application that logs in by OAuth is a user, and the principal `%s` is none."
                  .formatted(application.principal()),
              "write it as `User:...`"));
      return;
    }
    boolean _ =
        resources.add(
            new Desired.Client(
                new ResourceKey.Client(application.principal().substring(USER.length())),
                Owner.of(application.name()),
                application.location()));
  }
}
