import type { LucideIcon } from 'lucide-react';
import { Brain, Building2, CircleDashed, Cpu, FileCheck, Globe, Radiation } from 'lucide-react';
import type { PurposeId } from '../../../profile/purposes/purposes.ts';

export const purposeIcons: Readonly<Record<PurposeId, LucideIcon>> = {
  share: Globe,
  'multi-site': Building2,
  training: Cpu,
  neuroimaging: Brain,
  radiotherapy: Radiation,
  qmenta: FileCheck,
  default: CircleDashed,
};
