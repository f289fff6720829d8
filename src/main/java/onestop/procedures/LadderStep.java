package onestop.procedures;

import java.util.List;

/**
 * One rung of the ladder: when it is reached and who is told.
 *
 * @param mark the mark's name, for example {@code AT_RISK}
 * @param at when: {@code 50%} of the working time from receipt to due; {@code apologyBy}, {@code
 *     apologyBy@open} (the opening of that day), {@code apologyBy@open-4wh}; {@code due}, {@code
 *     due-2wd}, {@code due+3wd}
 * @param twoTier roles that are told since 1 July 2025
 * @param threeTier roles that were told before
 */
public record LadderStep(String mark, String at, List<String> twoTier, List<String> threeTier) {}
