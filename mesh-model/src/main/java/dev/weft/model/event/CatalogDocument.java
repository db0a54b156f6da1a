// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

/// What a mesh is, at a commit: the values of [LogTopic#PRODUCTS].
///
/// The commit of a document is the one that gave it its present content. Later commits that do not
/// touch it leave it alone.
public sealed interface CatalogDocument permits MeshDocument, DomainDocument, ProductDocument {

  /// The record's key in the log: a URN.
  String key();

  /// The commit that gave the document its present content.
  CommitDocument commit();

  /// The same content, given by another commit.
  CatalogDocument withCommit(CommitDocument other);
}
