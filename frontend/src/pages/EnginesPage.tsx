export const EnginesPage = () => null;
