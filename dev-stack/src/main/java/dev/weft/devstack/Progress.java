// SPDX-License-Identifier: Apache-2.0
package dev.weft.devstack;

import java.time.Duration;

/// Hears what becomes of each service while the stack starts or stops; called from several threads.
public interface Progress {

  /// Hears nothing.
  Progress SILENT =
      new Progress() {
        @Override
        public void done(Service service, String what, Duration took) {}

        @Override
        public void failed(Service service, Failure failure) {}
      };

  /// A service reached what was asked of it.
  ///
  /// @param what for example `ready on 127.0.0.1:19092` or `stopped`
  void done(Service service, String what, Duration took);

  /// A service did not; the others go on.
  void failed(Service service, Failure failure);
}
