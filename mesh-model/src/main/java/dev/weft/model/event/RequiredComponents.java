// SPDX-License-Identifier: Apache-2.0
package dev.weft.model.event;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/// Tells Jackson what the records already say: a component is required unless it is `@Nullable`.
final class RequiredComponents extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    return member instanceof AnnotatedParameter parameter
        ? Boolean.valueOf(!isNullable(parameter))
        : super.hasRequiredMarker(member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter) {
      return isNullable(parameter)
          ? JsonSetter.Value.forContentNulls(Nulls.FAIL)
          : JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);
    }
    return super.findSetterInfo(annotated);
  }

  private static boolean isNullable(AnnotatedParameter parameter) {
    return parameter.getOwner().getMember() instanceof Constructor<?> constructor
        && constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
            Nullable.class);
  }
}
