package onestop.dossiers.undo;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of steps that are taken back.
 *
 * @param within how long after the end of a step its officer may take it back; zero for never
 */
@ConfigurationProperties("onestop.take-back")
public record TakeBackSettings(@DefaultValue("15m") Duration within) {}
