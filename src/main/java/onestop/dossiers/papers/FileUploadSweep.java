package onestop.dossiers.papers;

import java.time.Duration;
import onestop.node.PeriodicWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Drops files that stopped arriving. */
@Configuration(proxyBeanMethods = false)
class FileUploadSweep {
  private static final Duration INTERVAL = Duration.ofHours(1);

  @Bean
  PeriodicWork sweepUploads(FileUploads uploads) {
    return PeriodicWork.every(INTERVAL, "sweep-uploads", uploads::sweep);
  }
}
