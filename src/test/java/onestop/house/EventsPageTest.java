package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import onestop.kernel.DomainEvent;
import onestop.kernel.DomainListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.event.TransactionalEventListener;

/** docs/events.md is what the marks in the code say: who announces what, and who reacts in turn. */
@Tag("pure")
class EventsPageTest {
  private static final String PAGE = "docs/events.md";
  private static final Map<Integer, String> PHASES =
      Map.of(
          DomainListener.OBLIGATIONS, "obligations",
          DomainListener.ESCALATIONS, "escalations",
          DomainListener.PROCESS, "process",
          DomainListener.READ_MODELS, "read models");

  private final JavaClasses classes = House.mainClasses();

  @Test
  void thePageSaysWhatTheCodeDoes() {
    String page = House.text(PAGE);
    assertThat(page.substring(page.indexOf("## "))).isEqualTo(generated());
  }

  @Test
  void everyEventHasAListenerAndEveryListenerAPhase() {
    assertThat(events().keySet()).isNotEmpty();
    for (JavaClass event : events().values()) {
      assertThat(listeners(event)).as(event.getName()).isNotEmpty();
      assertThat(listeners(event))
          .allSatisfy(
              listener ->
                  assertThat(
                          listener.isAnnotationPresent(DomainListener.class)
                              || listener.isAnnotationPresent(TransactionalEventListener.class))
                      .as(listener.toString())
                      .isTrue());
    }
  }

  @Test
  void noModuleReactsToItsOwnEventInItsTransaction() {
    for (JavaClass event : events().values()) {
      Set<String> announcing =
          publishers(event).stream().map(EventsPageTest::module).collect(Collectors.toSet());
      assertThat(inTransaction(event).stream().map(m -> module(m.getDeclaringClass().getName())))
          .as(event.getName())
          .doesNotContainAnyElementsOf(announcing);
    }
  }

  @Test
  void whatAListenerWritesIsATable() {
    String map = House.text("docs/ARCHITECTURE.md");
    int tables = map.indexOf("```tables");
    Set<String> known =
        new TreeSet<>(
            List.of(map.substring(tables, map.indexOf("```", tables + 3)).strip().split("\\s+")));
    assertThat(events().values().stream().flatMap(event -> inTransaction(event).stream()))
        .flatExtracting(method -> List.of(method.getAnnotation(DomainListener.class).writes()))
        .filteredOn(table -> !table.startsWith("ACT_"))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  private Map<String, JavaClass> events() {
    Map<String, JavaClass> events = new TreeMap<>();
    for (JavaClass type : classes) {
      if (type.isAssignableTo(DomainEvent.class) && !type.isInterface()) {
        events.put(brief(type.getName()), type);
      }
      for (JavaMethod method : type.getMethods()) {
        if (method.isAnnotatedWith(DomainListener.class)) {
          JavaClass heard = method.getRawParameterTypes().get(0);
          if (!heard.isInterface()) {
            events.put(brief(heard.getName()), heard);
          }
        }
      }
    }
    return events;
  }

  private static String brief(String type) {
    return type.substring("onestop.".length()).replace('$', '.');
  }

  private static String module(String type) {
    return type.split("\\.")[1];
  }

  private List<Method> listeners(JavaClass event) {
    List<Method> found = new ArrayList<>();
    for (JavaClass type : classes) {
      for (JavaMethod method : type.getMethods()) {
        boolean takes =
            method.getRawParameterTypes().size() == 1
                && event.isAssignableTo(method.getRawParameterTypes().get(0).getName())
                && !method.getRawParameterTypes().get(0).getName().equals(Object.class.getName());
        if (takes && AnnotatedElementUtils.hasAnnotation(method.reflect(), EventListener.class)) {
          found.add(method.reflect());
        }
      }
    }
    return found;
  }

  private List<Method> inTransaction(JavaClass event) {
    return listeners(event).stream()
        .filter(method -> method.isAnnotationPresent(DomainListener.class))
        .sorted(
            Comparator.<Method>comparingInt(
                    method -> method.getAnnotation(DomainListener.class).phase())
                .thenComparing(method -> method.getDeclaringClass().getName()))
        .toList();
  }

  private static Set<String> publishers(JavaClass event) {
    return event.getConstructorCallsToSelf().stream()
        .map(JavaAccess::getOriginOwner)
        .filter(
            type ->
                type.getFields().stream()
                    .anyMatch(f -> f.getRawType().isEquivalentTo(ApplicationEventPublisher.class)))
        .map(JavaClass::getName)
        .map(name -> name.replaceAll("\\$.*", ""))
        .filter(name -> !name.equals(event.getName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String generated() {
    StringBuilder page = new StringBuilder();
    events()
        .forEach(
            (name, event) -> {
              page.append("## ").append(name).append("\n\nAnnounced by ");
              page.append(
                  publishers(event).stream()
                      .map(publisher -> "`" + brief(publisher) + "`")
                      .collect(Collectors.joining(", ")));
              page.append(".\n\n");
              int place = 1;
              for (Method listener : inTransaction(event)) {
                page.append(place++).append(". ").append(line(listener)).append('\n');
              }
              listeners(event).stream()
                  .filter(method -> method.isAnnotationPresent(TransactionalEventListener.class))
                  .map(method -> brief(method.getDeclaringClass().getName()))
                  .sorted()
                  .forEach(after -> page.append(place(after)));
              page.append('\n');
            });
    return page.toString().stripTrailing() + "\n";
  }

  private static String place(String after) {
    return "- after the commit: `" + after + "`\n";
  }

  private static String line(Method listener) {
    DomainListener mark = listener.getAnnotation(DomainListener.class);
    String tables =
        Arrays.stream(mark.writes())
            .map(table -> "`" + table.toLowerCase(Locale.ROOT) + "`")
            .collect(Collectors.joining(", "));
    return "%s: `%s` %s"
        .formatted(
            PHASES.get(mark.phase()),
            brief(listener.getDeclaringClass().getName()),
            tables.isEmpty() ? "refuses what may not happen" : "writes " + tables);
  }
}
