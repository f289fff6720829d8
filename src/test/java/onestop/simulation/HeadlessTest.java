package onestop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import onestop.Onestop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("world")
class HeadlessTest {
  @TempDir private Path dir;

  @Test
  void startsWithoutDoorsInATimeOfItsOwn() {
    Instant start = Instant.parse("2011-01-01T00:00:00Z");
    try (var context =
        new Headless(Onestop.class)
            .on("jdbc:h2:file:" + dir.resolve("onestop"), "onestop", "")
            .at(start, ZoneId.of("Europe/Amsterdam"))
            .start()) {
      assertThat(context.getBean(Clock.class).instant()).isEqualTo(start);
      assertThat(context.getBeanDefinitionNames())
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("controller"));
    }
  }
}
