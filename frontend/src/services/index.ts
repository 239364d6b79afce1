export * from "./accessService";
export * from "./breakerService";
export * from "./jobService";
export { default as queueService } from "./queueService";
