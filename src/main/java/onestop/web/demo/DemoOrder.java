package onestop.web.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The parameters of a filling, determined before the application opens its database.
 *
 * @param application the application in which the weeks are simulated
 * @param end the end of the weeks
 */
record DemoOrder(
    Class<?> application, DemoDatabase database, List<String> profiles, ZoneId zone, Instant end) {}
