// SPDX-License-Identifier: Apache-2.0
/// SCRAM users of applications: made in Kafka, their secrets handed to the secret store.
@NullMarked
package dev.weft.provisioner.scram;

import org.jspecify.annotations.NullMarked;
