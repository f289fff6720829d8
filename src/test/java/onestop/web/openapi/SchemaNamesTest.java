package onestop.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RestController;

/** Two types under one name: one of them would be described by the other's schema. */
@Tag("pure")
class SchemaNamesTest {
  @Test
  void noTwoTypesOfTheApiShareAName() throws ClassNotFoundException {
    Set<Class<?>> types = new HashSet<>();
    var calls = new ClassPathScanningCandidateComponentProvider(false);
    calls.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    for (var found : calls.findCandidateComponents("onestop.web")) {
      for (Method method : Class.forName(found.getBeanClassName()).getDeclaredMethods()) {
        collect(method.getGenericReturnType(), types);
        Arrays.stream(method.getGenericParameterTypes()).forEach(one -> collect(one, types));
      }
    }
    assertThat(types).hasSizeGreaterThan(80);
    Map<String, Set<Class<?>>> named = new TreeMap<>();
    types.forEach(
        type -> named.computeIfAbsent(SchemaNames.of(type), name -> new HashSet<>()).add(type));
    assertThat(named).allSatisfy((name, one) -> assertThat(one).as(name).hasSize(1));
  }

  @Test
  void aTypeInsideSetsOfCallsIsNamedAfterThem() {
    assertThat(SchemaNames.of(TreeMap.class)).isEqualTo("TreeMap");
    assertThat(SchemaNames.of(Map.Entry.class)).isEqualTo("MapEntry");
    assertThat(SchemaNames.of(PlantedApi.Body.class)).isEqualTo("SchemaNamesTestPlantedBody");
  }

  private static final class PlantedApi {
    record Body() {}
  }

  private static void collect(Type type, Set<Class<?>> types) {
    if (type instanceof ParameterizedType generic) {
      collect(generic.getRawType(), types);
      Arrays.stream(generic.getActualTypeArguments()).forEach(one -> collect(one, types));
    } else if (type instanceof WildcardType wild) {
      Arrays.stream(wild.getUpperBounds()).forEach(one -> collect(one, types));
    } else if (type instanceof Class<?> one
        && one.getName().startsWith("onestop.")
        && (one.isRecord() || one.isEnum())
        && types.add(one)
        && one.isRecord()) {
      for (RecordComponent component : one.getRecordComponents()) {
        collect(component.getGenericType(), types);
      }
    }
  }
}
