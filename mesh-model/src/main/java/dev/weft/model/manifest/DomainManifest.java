// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.manifest;

/// `domains/<domain>/domain.yaml`.
///
/// @param header name, title, tags, source
/// @param owner the owning team
/// @param description what the domain is about; may be empty
/// @param defaults lie over those of mesh and environment
public record DomainManifest(Header header, String owner, String description, Defaults defaults)
    implements Manifest {}
