// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.compatibility;

import java.util.Map;

/// How scalar types stand on the wire, and what reading one as another does.
final class ProtoScalars {

  /// Types whose encodings a parser takes for each other.
  private enum Wire {
    VARINT,
    ZIGZAG,
    FIXED32,
    FIXED64,
    FLOAT,
    DOUBLE,
    LENGTH
  }

  /// @param bits how much fits
  /// @param isSigned whether less than zero fits
  private record Scalar(Wire wire, int bits, boolean isSigned) {}

  private static final Map<String, Scalar> SCALARS =
      Map.ofEntries(
          Map.entry("int32", new Scalar(Wire.VARINT, 32, true)),
          Map.entry("int64", new Scalar(Wire.VARINT, 64, true)),
          Map.entry("uint32", new Scalar(Wire.VARINT, 32, false)),
          Map.entry("uint64", new Scalar(Wire.VARINT, 64, false)),
          Map.entry("bool", new Scalar(Wire.VARINT, 1, false)),
          Map.entry("sint32", new Scalar(Wire.ZIGZAG, 32, true)),
          Map.entry("sint64", new Scalar(Wire.ZIGZAG, 64, true)),
          Map.entry("fixed32", new Scalar(Wire.FIXED32, 32, false)),
          Map.entry("sfixed32", new Scalar(Wire.FIXED32, 32, true)),
          Map.entry("fixed64", new Scalar(Wire.FIXED64, 64, false)),
          Map.entry("sfixed64", new Scalar(Wire.FIXED64, 64, true)),
          Map.entry("float", new Scalar(Wire.FLOAT, 32, true)),
          Map.entry("double", new Scalar(Wire.DOUBLE, 64, true)),
          Map.entry("string", new Scalar(Wire.LENGTH, 8, false)),
          Map.entry("bytes", new Scalar(Wire.LENGTH, 9, false)));

  /// Enums are open: a number without a name is kept.
  private static final Scalar ENUM = new Scalar(Wire.VARINT, 32, true);

  private ProtoScalars() {}

  static boolean isScalar(String type) {
    return SCALARS.containsKey(type);
  }

  /// Whether many values of the type are written in one piece, which a reader of one value cannot
  /// take apart.
  static boolean isPacked(String type) {
    Scalar scalar = SCALARS.getOrDefault(type, ENUM);
    return scalar.wire != Wire.LENGTH;
  }

  /// What reading values of one type as another does; names that are no scalar are enums.
  static Impact reading(String writer, String reader) {
    Scalar from = SCALARS.getOrDefault(writer, ENUM);
    Scalar to = SCALARS.getOrDefault(reader, ENUM);
    if (from.wire != to.wire) {
      return Impact.BREAKING;
    }
    boolean fits =
        from.isSigned == to.isSigned ? from.bits <= to.bits : !from.isSigned && from.bits < to.bits;
    return fits ? Impact.SAFE : Impact.RISKY;
  }
}
