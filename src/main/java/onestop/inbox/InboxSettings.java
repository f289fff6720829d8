package onestop.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the inbox.
 *
 * @param draftKept how long a draft is kept that nobody saves again
 * @param liveInterval how often open lists are told of changes, and other nodes asked for theirs
 */
@ConfigurationProperties("onestop.inbox")
record InboxSettings(
    @DefaultValue("90d") Duration draftKept, @DefaultValue("2s") Duration liveInterval) {}
