// SPDX-License-Identifier: Apache-2.0
/// The driver of Apicurio Registry, over its v3 REST API and the JDK's own HTTP client: Apicurio's
/// Java SDK throws exceptions without messages and brings Vert.x or Netty, which slows the start of
/// the command line.
@NullMarked
package dev.weft.provisioner.registry;

import org.jspecify.annotations.NullMarked;
