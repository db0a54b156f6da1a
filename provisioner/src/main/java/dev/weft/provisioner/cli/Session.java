// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.cli;

import dev.weft.provisioner.deployment.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/// What every command gets from outside.
///
/// @param terminal where to read and write
/// @param clock the time
/// @param workingDirectory what relative paths are relative to
/// @param backend the engine; made only when a command needs it, as its classes are many
/// @param interrupts whether somebody wants to stop
/// @param secrets what is never printed
record Session(
    Terminal terminal,
    Clock clock,
    Path workingDirectory,
    Supplier<Backend> backend,
    Interrupts interrupts,
    Secrets secrets) {}
