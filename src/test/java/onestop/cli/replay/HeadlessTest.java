package onestop.cli.replay;

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
            .on(Database.namedOr(null, null, null, dir))
            .at(start, ZoneId.of("Europe/Amsterdam"))
            .start()) {
      assertThat(context.getBean(Clock.class).instant()).isEqualTo(start);
      assertThat(context.getBeanDefinitionNames())
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("controller"));
    }
  }
}
