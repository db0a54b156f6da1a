// SPDX-License-Identifier: Apache-2.0
package dev.weft.provisioner.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Random Protobuf files, and random changes of them.
final class ProtoPairs implements PairSource {

  private static final List<String> TYPES =
      List.of(
          "int32",
          "int64",
          "uint32",
          "uint64",
          "sint32",
          "sint64",
          "fixed32",
          "sfixed64",
          "bool",
          "float",
          "double",
          "string",
          "bytes",
          "E",
          "P");

  private final RandomGenerator random;

  ProtoPairs(RandomGenerator random) {
    this.random = random;
  }

  private record Field(String label, String type, String name, int number, String oneOf) {
    String text() {
      return "%s%s %s = %d;".formatted(label, type, name, number);
    }
  }

  private static final class Message {
    private final String name;
    private final List<Field> fields = new ArrayList<>();
    private final TreeSet<Integer> reserved = new TreeSet<>();

    Message(String name) {
      this.name = name;
    }

    Message copy() {
      Message copy = new Message(name);
      copy.fields.addAll(fields);
      copy.reserved.addAll(reserved);
      return copy;
    }

    int free() {
      int number = 1;
      while (isUsed(number)) {
        number++;
      }
      return number;
    }

    private boolean isUsed(int number) {
      return reserved.contains(number) || fields.stream().anyMatch(field -> field.number == number);
    }

    String text() {
      StringBuilder text = new StringBuilder("message " + name + " {\n");
      reserved.forEach(number -> text.append("  reserved ").append(number).append(";\n"));
      for (Field field : fields) {
        if (field.oneOf.isEmpty()) {
          text.append("  ").append(field.text()).append('\n');
        }
      }
      for (String oneOf : new TreeSet<>(fields.stream().map(Field::oneOf).toList())) {
        if (!oneOf.isEmpty()) {
          text.append("  oneof ").append(oneOf).append(" {\n");
          fields.stream()
              .filter(field -> field.oneOf.equals(oneOf))
              .forEach(field -> text.append("    ").append(field.text()).append('\n'));
          text.append("  }\n");
        }
      }
      return text.append("}\n").toString();
    }
  }

  @Override
  public Pair next() {
    Message inner = message("P", TYPES.size() - 1);
    Message main = message("M", TYPES.size());
    // Whatever changes in them, it is a change of `M`.
    main.fields.add(new Field("", "P", "inner", 14, ""));
    main.fields.add(new Field("", "E", "state", 15, ""));
    List<String> values = new ArrayList<>(List.of("ZERO", "ONE", "TWO"));
    String before = text(main, inner, values);
    Message newInner = inner.copy();
    Message newMain = main.copy();
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      if (random.nextInt(10) == 0) {
        if (random.nextBoolean()) {
          values.add("V" + values.size());
        } else {
          values.removeLast();
        }
      } else {
        change(random.nextInt(3) == 0 ? newInner : newMain);
      }
    }
    return new Pair(before, text(newMain, newInner, values));
  }

  private static String text(Message main, Message inner, List<String> values) {
    StringBuilder text = new StringBuilder("syntax = \"proto3\";\n\nenum E {\n");
    for (int i = 0; i < values.size(); i++) {
      text.append("  ").append(values.get(i)).append(" = ").append(i).append(";\n");
    }
    return text.append("}\n").append(inner.text()).append(main.text()).toString();
  }

  private Message message(String name, int types) {
    Message message = new Message(name);
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      boolean isChoice = i < 2 && random.nextInt(4) == 0;
      message.fields.add(
          new Field(
              isChoice ? "" : label(),
              TYPES.get(random.nextInt(types)),
              "f" + i,
              i + 1,
              isChoice ? "choice" : ""));
    }
    if (random.nextBoolean()) {
      message.reserved.add(20 + random.nextInt(3));
    }
    return message;
  }

  private String label() {
    return switch (random.nextInt(6)) {
      case 0 -> "repeated ";
      case 1 -> "optional ";
      default -> "";
    };
  }

  private void change(Message message) {
    int types = message.name.equals("P") ? TYPES.size() - 1 : TYPES.size();
    int changeable = message.name.equals("M") ? message.fields.size() - 2 : message.fields.size();
    int at = random.nextInt(Math.max(1, changeable));
    Field field = message.fields.get(at);
    switch (random.nextInt(10)) {
      case 0 -> {
        int number =
            !message.reserved.isEmpty() && random.nextInt(4) == 0
                ? message.reserved.first()
                : message.free();
        message.reserved.remove(number);
        message.fields.addFirst(
            new Field("", TYPES.get(random.nextInt(types)), "n" + number, number, ""));
      }
      case 1, 2 -> {
        if (changeable > 1) {
          message.fields.remove(at);
          if (random.nextBoolean()) {
            message.reserved.add(field.number);
          }
        }
      }
      case 3 ->
          message.fields.set(
              at, new Field(field.label, field.type, field.name + "x", field.number, field.oneOf));
      case 4, 5, 6 ->
          message.fields.set(
              at,
              new Field(
                  field.label,
                  TYPES.get(random.nextInt(types)),
                  field.name,
                  field.number,
                  field.oneOf));
      case 7 -> {
        if (field.oneOf.isEmpty()) {
          message.fields.set(
              at, new Field(label(), field.type, field.name, field.number, field.oneOf));
        }
      }
      case 8 -> {
        if (!field.label.equals("repeated ")) {
          message.fields.set(
              at,
              new Field(
                  "", field.type, field.name, field.number, field.oneOf.isEmpty() ? "choice" : ""));
        }
      }
      default ->
          message.fields.set(
              at, new Field(field.label, field.type, field.name, message.free(), field.oneOf));
    }
  }
}
